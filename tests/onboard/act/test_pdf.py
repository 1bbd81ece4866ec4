"""Acts in PDF: text is read; a scan, a password, a broken file and a missing library are told in words."""

import io
import sys
from pathlib import Path

import pypdf

from poryadok.onboard.act.read import read_act

LINES = (
    "ПОСТАНОВЛЕНИЕ",
    "от 1 июня 2025 года № 5",
    "1. Порядок утвердить.",
    "2. Сообщать о поломках немедленно.",
)
TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap end end"""


def pdf(lines: tuple[str, ...]) -> bytes:
    """A page of text by hand: two-byte codes that are the characters themselves."""
    shown = b"\n".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -20 Td".encode() for line in lines)
    content = b"BT /F 12 Tf 50 700 Td\n" + shown + b"\nET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H"
        b" /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(TO_UNICODE), TO_UNICODE),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def locked(raw: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(raw))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def rules(path: Path, raw: bytes) -> list[str]:
    path.write_bytes(raw)
    return [one.rule for one in read_act(path)[1]]


def test_the_text_of_a_pdf_is_read(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(LINES))
    act, findings = read_act(path)
    assert findings == ()
    assert {one.locator: one.text for one in act.clauses.values()} == {
        "пост. п. 1": "Порядок утвердить.",
        "пост. п. 2": "Сообщать о поломках немедленно.",
    }


def test_what_cannot_be_read_is_told(tmp_path):
    path = tmp_path / "a.pdf"
    assert rules(path, pdf(("7",))) == ["act.pdf-no-text"]
    assert rules(path, locked(pdf(LINES))) == ["act.pdf-encrypted"]
    assert rules(path, b"%PDF") == ["act.not-pdf"]
    assert rules(path, b"") == ["act.not-pdf"]


def test_the_extra_is_named(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    monkeypatch.delitem(sys.modules, "poryadok.onboard.act.pdf", raising=False)
    assert rules(tmp_path / "a.pdf", b"%PDF") == ["act.no-pdf"]
