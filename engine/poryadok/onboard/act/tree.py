"""The tree of one part: sections, points, items, dashes and plain paragraphs, each in its place."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from poryadok.onboard.act.marks import Mark, dash, ended, item, point, section, words_in
from poryadok.onboard.act.model import Paragraph, Role
from poryadok.onboard.act.rows import is_header, rows_of

__all__ = ["Entry", "grow"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One paragraph in its place. ``holder`` is the path of labels from the point down (``("6", "а")``).

    ``index`` counts among the holder's own paragraphs (``kind`` абз) or its dashes (тире); ``row`` is the
    number of a table row. ``role`` is clause unless the paragraph is a heading.
    """

    role: Role
    text: str
    line: int
    marker: str = ""
    section: str = ""
    holder: tuple[str, ...] = ()
    kind: str = "абз"
    index: int = 0
    row: str = ""


@dataclass
class _Holder:
    """A point or an item that takes in paragraphs."""

    label: str
    style: str
    asks: bool = False  # its introduction ends with a colon, so what follows belongs to it
    paragraphs: int = 0
    dashes: int = 0
    last: str = ""


@dataclass
class _Grower:
    body: Sequence[Paragraph]
    section: str = ""
    stack: list[_Holder] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    numbers: list[Mark | None] = field(default_factory=list)
    used: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def grow(self) -> list[Entry]:
        self.stack = [_Holder("", "part")]
        self.numbers = [None if one.cells else point(one.text) for one in self.body]
        index = 0
        while index < len(self.body):
            one = self.body[index]
            if one.cells:
                end = index
                while end < len(self.body) and self.body[end].cells:
                    end += 1
                self.table(self.body[index:end])
                index = end
                continue
            self.paragraph(index, one)
            index += 1
        return self.entries

    def paragraph(self, index: int, one: Paragraph) -> None:
        head = section(one.text) or self.heading(index)
        number = self.numbers[index]
        mark = item(one.text)
        if head is not None:
            self.section = head.label or self.section
            self.stack = [_Holder("", "part")]
            self.entries.append(Entry("heading", one.text, one.line, section=self.section))
        elif number is not None and self.fits(number):
            self.stack = self.stack[:1]
            self.enter(number)
            self.put(one, number)
        elif mark is not None:
            self.open_item(mark)
            self.put(one, mark)
        elif self.bare_heading(index):
            self.entries.append(Entry("heading", one.text, one.line, section=self.section))
        else:
            while self.stack[-1].style in ("letter", "number") and not self.is_open(self.stack[-1]):
                self.stack.pop()
            self.put(one, dash(one.text))

    def put(self, one: Paragraph, mark: Mark | None) -> None:
        """Add a paragraph to the holder on top of the stack."""
        holder = self.stack[-1]
        text = mark.rest if mark is not None else one.text
        holder.paragraphs += 1
        if holder.paragraphs == 1:
            holder.asks = ended(text, ":")
        kind, count = "абз", holder.paragraphs
        if mark is not None and mark.style == "dash":
            holder.dashes += 1
            kind, count = "тире", holder.dashes
        for each in self.stack:
            each.last = text
        labels = tuple(each.label for each in self.stack[1:])
        printed = mark.printed if mark is not None else ""
        self.entries.append(Entry("clause", text, one.line, printed, self.section, labels, kind, count))

    def open_item(self, mark: Mark) -> None:
        """Put an item on the stack: beside one of its style, or inside an open one of another."""
        styles = [holder.style for holder in self.stack]
        if mark.style in styles:
            del self.stack[styles.index(mark.style) :]
        elif self.stack[-1].style in ("letter", "number") and not self.stack[-1].asks:
            del self.stack[-1]
        self.stack[-1].paragraphs += 1
        self.enter(mark)

    def enter(self, mark: Mark) -> None:
        """Put a point or an item on the stack; a label that its parent has already is told apart."""
        path = (self.section, *(holder.label for holder in self.stack), mark.label)
        self.used[path] += 1
        label = mark.label if self.used[path] == 1 else f"{mark.label} (повтор {self.used[path]})"
        self.stack.append(_Holder(label, mark.style))

    def is_open(self, holder: _Holder) -> bool:
        return holder.asks and not holder.last.rstrip().endswith(".")

    def fits(self, number: Mark) -> bool:
        """Tell whether a number without a dot is the next one, and no number of the sentence."""
        if number.sure:
            return True
        current = self.stack[1].label.split()[0] if len(self.stack) > 1 else ""
        parent, _, last = number.label.rpartition(".")
        if not current:
            return bool(parent) or last == "1"
        if parent:
            return current == parent or current.startswith(parent + ".") or current.split(".")[0] == parent
        return "." not in current and int(last) == int(current) + 1

    def heading(self, index: int) -> Mark | None:
        """``2. Структура`` is a heading when ``2.1`` comes next, or numbering starts anew."""
        mark = self.numbers[index]
        text = self.body[index].text
        if mark is None or "." in mark.label or ended(text, ".;:,") or words_in(text) > 20:
            return None
        after = next((one for one in self.numbers[index + 1 :] if one is not None), None)
        if after is None or not (after.label.startswith(mark.label + ".") or after.label == "1"):
            return None
        return mark

    def bare_heading(self, index: int) -> bool:
        """A short line without an end mark right before a point, after a finished sentence."""
        one = self.body[index]
        if one.bold and not ended(one.text):
            return True
        following = self.numbers[index + 1] if index + 1 < len(self.body) else None
        last = self.stack[0].last
        return (
            following is not None
            and not ended(one.text, ".;:,")
            and words_in(one.text) <= 8
            and one.text[:1].isupper()
            and (not last or ended(last, "."))
        )

    def table(self, body: Sequence[Paragraph]) -> None:
        for row in rows_of(body):
            self.entries.append(
                Entry("heading", row.text, row.line)
                if not row.number
                else Entry("clause", row.text, row.line, row.printed, "", (), "стр", row=row.number)
            )


def grow(body: Sequence[Paragraph], *, staff: bool = False) -> list[Entry]:
    """The entries of a part's body in order. In a list of staff each paragraph is a row."""
    if not staff or any(one.cells for one in body):
        return _Grower(body).grow()
    rows = [replace(one, cells=_as_cells(one)) for one in body]
    found: list[Entry] = []
    for one in rows:
        if is_header(one):
            found.append(Entry("heading", one.text, one.line))
    listed = rows_of([one for one in rows if not is_header(one)])
    found += [
        Entry("clause", row.text, row.line, row.printed, "", (), "стр", row=row.number)
        if row.number
        else Entry("heading", row.text, row.line)
        for row in listed
    ]
    return sorted(found, key=lambda entry: entry.line)


def _as_cells(one: Paragraph) -> tuple[str, ...]:
    mark = point(one.text) or item(one.text) or dash(one.text)
    if mark is None:
        return (one.text,)
    if mark.style == "dash":
        return (mark.rest,)
    return (mark.printed, mark.rest) if mark.printed.rstrip(".)").isdigit() else (one.text,)
