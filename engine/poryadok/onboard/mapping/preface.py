"""The comment at the top of a proposed mapping: where it came from, what it leaves out, what is open."""

from collections.abc import Sequence

from poryadok.log.mapping.header import Header
from poryadok.onboard.mapping.holes import UNDECIDED
from poryadok.onboard.mapping.sample import ColumnSample, Grid

__all__ = ["one_line", "preface"]


def preface(
    path: str,
    header: Header,
    grid: Grid,
    like: str,
    holes: int,
    unused: Sequence[ColumnSample],
    notes: Sequence[str],
) -> str:
    """Lines of comment. like: id of the mapping that was the pattern, "" for none."""
    file = path.replace("\\", "/").rsplit("/", 1)[-1]
    sheet = f", лист «{grid.name}»" if grid.native else ""
    lines = [f"Предложено по файлу {file}: шапка в строке {header.last}{sheet}."]
    lines.append(f"Образец – сопоставление «{like}»." if like else "Похожего сопоставления не нашлось.")
    if holes:
        lines.append(f"Не решено мест: {holes}; у каждого слово {UNDECIDED}, с ним файл не применяется.")
    else:
        lines.append("Нерешённых мест нет; проверьте догадки.")
    groups = {
        "Не взяты, похоже на персональные данные или тексты": [one for one in unused if one.personal],
        "Столбцы с датами, из которых событий пока нет": [
            one for one in unused if one.is_date and not one.personal
        ],
        "Прочие столбцы, которые не взяты": [one for one in unused if not one.is_date and not one.personal],
    }
    for words, columns in groups.items():
        if columns:
            lines.append(f"{words}: " + ", ".join(f"«{one.header[:60]}»" for one in columns) + ".")
    return "".join(f"# {one_line(line)}\n" for line in [*lines, *notes])


def one_line(text: str) -> str:
    """Text that stays inside its comment."""
    return "".join(one if one.isprintable() else " " for one in text)
