"""What is said when an act cannot be read or a fingerprint cannot be recorded."""

from poryadok.report.messages import Message

__all__ = ["TRACE_MESSAGES"]

TRACE_MESSAGES: dict[str, Message] = {
    "act.missing": Message("файл акта не найден", "путь к тексту акта: .txt, .docx или .pdf"),
    "act.unreadable": Message("файл акта не читается: {reason}", "файл, доступный для чтения"),
    "act.format": Message(
        "тексты вида {suffix} не читаются", ".txt, .docx или .pdf с текстом; сохраните акт в одном из них"
    ),
    "act.too-large": Message("файл акта слишком велик", "не больше {limit} МиБ"),
    "act.encoding": Message("текст не в кодировке UTF-8 и не в Windows-1251", "сохраните файл в UTF-8"),
    "act.not-word": Message("это не документ Word: {reason}", "файл .docx, сохранённый в Word"),
    "act.no-pdf": Message(
        "чтобы читать .pdf, нужна библиотека pypdf", "pip install 'poryadok[pdf]' или текст в .txt"
    ),
    "act.not-pdf": Message("это не документ PDF: {reason}", "файл .pdf, который открывается"),
    "act.pdf-encrypted": Message("файл PDF закрыт паролем", "файл без пароля"),
    "act.pdf-no-text": Message(
        "в файле PDF нет текста, похоже, это скан",
        "PDF с текстом; скан сначала распознайте и сохраните как .txt",
    ),
    "act.no-clauses": Message(
        "в тексте не нашлось ни одного пункта", "текст акта с преамбулой, пунктами или таблицей"
    ),
    "trace.not-written": Message("отпечатки не записаны: {reason}", "файл, доступный для записи"),
    "trace.would-change": Message(
        "отпечатки не записаны: запись на месте изменила бы в файле и другое",
        "файл в обычном виде: ключ и значение на своей строке",
    ),
    "trace.unknown-clause": Message("в акте нет места «{name}»", "одно из: {known}"),
}
