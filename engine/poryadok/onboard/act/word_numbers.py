"""The automatic numbers of a Word document, which are not part of its text: «1.», «2.1.», «а)», «-»."""

from typing import Any, NamedTuple

from docx.oxml.ns import qn

__all__ = ["Numbers"]

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class _Level(NamedTuple):
    form: str
    text: str
    start: int


class Numbers:
    """Counts as Word does: ask for each paragraph once, in the document's order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        self._styles: dict[str, tuple[Any, str]] = {}
        for relation in document.part.rels.values():
            if relation.is_external:
                continue
            root = getattr(relation.target_part, "element", None)
            if root is not None and relation.reltype.endswith("/numbering"):
                self._read(root)
            elif root is not None and relation.reltype.endswith("/styles"):
                self._read_styles(root)

    def number(self, paragraph: Any) -> str:
        """The number printed before a paragraph, or an empty text."""
        place = self._place(paragraph.find(qn("w:pPr")))
        if place is None or place[0] not in self._lists:
            return ""
        name, depth = place
        kind, overrides = self._lists[name]
        levels, counts = self._levels.get(kind, {}), self._counts.setdefault(kind, {})
        level = levels.get(depth)
        if level is None:
            return ""
        if name not in self._begun:
            self._begun.add(name)
            counts.update({at: start - 1 for at, start in overrides.items()})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return "-"
        text = level.text
        for above in range(depth + 1):
            one = levels.get(above, level)
            text = text.replace(f"%{above + 1}", _written(counts.get(above, one.start), one.form))
        return text.strip()

    def _place(self, properties: Any) -> tuple[str, int] | None:
        """The list and the level of a paragraph, its own or its style's."""
        style = _value(properties, "w:pStyle") or ""
        seen: set[str] = set()
        while properties is not None:
            mark = properties.find(qn("w:numPr"))
            if mark is not None:
                name, depth = _value(mark, "w:numId"), _value(mark, "w:ilvl")
                return (name, int(depth or 0)) if name and name != "0" else None
            if style in seen or style not in self._styles:
                return None
            seen.add(style)
            properties, style = self._styles[style]
        return None

    def _read(self, root: Any) -> None:
        for one in root.iterchildren(qn("w:abstractNum")):
            levels = {}
            for level in one.iterchildren(qn("w:lvl")):
                form, text = _value(level, "w:numFmt") or "decimal", _value(level, "w:lvlText") or ""
                start = int(_value(level, "w:start") or 1)
                levels[int(level.get(qn("w:ilvl")))] = _Level(form, text, start)
            self._levels[one.get(qn("w:abstractNumId"))] = levels
        for one in root.iterchildren(qn("w:num")):
            overrides = {
                int(change.get(qn("w:ilvl"))): int(again)
                for change in one.iterchildren(qn("w:lvlOverride"))
                if (again := _value(change, "w:startOverride"))
            }
            self._lists[one.get(qn("w:numId"))] = (_value(one, "w:abstractNumId") or "", overrides)

    def _read_styles(self, root: Any) -> None:
        for one in root.iterchildren(qn("w:style")):
            properties = one.find(qn("w:pPr"))
            if properties is None:
                properties = one.makeelement(qn("w:pPr"))
            self._styles[one.get(qn("w:styleId")) or ""] = (properties, _value(one, "w:basedOn") or "")


def _value(parent: Any, name: str) -> str | None:
    found = parent.find(qn(name)) if parent is not None else None
    return None if found is None else found.get(qn("w:val"))


def _written(n: int, form: str) -> str:
    if form in ("russianLower", "russianUpper", "lowerLetter", "upperLetter"):
        letters = _RUSSIAN if form.startswith("russian") else "abcdefghijklmnopqrstuvwxyz"
        letter = letters[(n - 1) % len(letters)] * ((n - 1) // len(letters) + 1)
        return letter.upper() if "pper" in form else letter
    if form in ("upperRoman", "lowerRoman"):
        roman = ""
        for size, sign in _ROMAN:
            roman, n = roman + sign * (n // size), n % size
        return roman if form == "upperRoman" else roman.lower()
    return f"{n:02d}" if form == "decimalZero" else "" if form == "none" else str(n)
