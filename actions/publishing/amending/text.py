"""A document's text as paragraphs that can be changed, each character with its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from actions.consolidated.model import Piece
from actions.corpus import Document
from actions.corpus.paragraphs import Paragraph, read_paragraphs
from actions.publishing.folding import fold, folded
from actions.publishing.numbering import Label, read_label

_STYLES = ("编", "章", "节", "一", "条", "(一)", "1", "(1)", "①")
_NUMERALS = "零〇○一二三四五六七八九十百千两"


@dataclass(frozen=True)
class Character:
    """A character and where it comes from.

    Attributes:
        source: folder of the document, None where neither prints it.
        offset: its place in that document's received text.
    """

    sign: str
    source: str | None
    offset: int = -1


@dataclass(eq=False)
class Line:
    """A paragraph with the line breaks behind it.

    Attributes:
        characters: what it holds now.
        label: the label that it began with, None where it had none.
        body: it is part of the provisions; title and signature are not.
        closing: it is the sentence that says from when the document holds.
        number: where the digits of its label stand among the characters.
        begins: how many characters stand before its label: marks of the file.
        label_end: how many characters its label takes up, white space behind it among them.
        place: the range of the document's received text that it took up.
        touched: numbers of the changes that changed it.
        moved: numbers of those that gave it another label.
    """

    characters: list[Character]
    label: Label | None = None
    body: bool = False
    closing: bool = False
    number: tuple[int, int] = (0, 0)
    begins: int = 0
    label_end: int = 0
    place: tuple[int, int] = (0, 0)
    touched: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(character.sign for character in self.characters)

    @property
    def label_characters(self) -> list[Character]:
        """Those of its label."""
        return self.characters[: self.label_end]

    def find(self, words: str) -> list[tuple[int, int]]:
        """Where words stand in it, however their punctuation is printed; none over another."""
        wanted = folded(words)
        text = fold(self.text)
        found = []
        position = text.text.find(wanted) if wanted else -1
        while position >= 0:
            end = position + len(wanted)
            found.append((text.offsets[position], text.offsets[end - 1] + 1))
            position = text.text.find(wanted, end)
        return found


def characters_of(folder: str, received: str, pieces: Sequence[Piece] = ()) -> list[Character]:
    """The characters of a text; those of a consolidated one with the documents they come from."""
    if not pieces:
        return [Character(sign, folder, offset) for offset, sign in enumerate(received)]
    found: list[Character] = []
    for piece in pieces:
        if piece.document is None:
            found += [Character(sign, None) for sign in piece.text]
        else:
            part = received[len(found) : len(found) + piece.end - piece.start]
            found += [
                Character(sign, piece.document, piece.start + n) for n, sign in enumerate(part)
            ]
    return found


def pieces_of(characters: Iterable[Character]) -> list[Piece]:
    """Characters as stretches of the documents that they come from."""
    pieces: list[Piece] = []
    for one in characters:
        last = pieces[-1] if pieces else None
        if one.source is None:
            if last and last.document is None:
                pieces[-1] = Piece(None, text=last.text + one.sign)
            else:
                pieces.append(Piece(None, text=one.sign))
        elif last and last.document == one.source and last.end == one.offset:
            pieces[-1] = Piece(one.source, last.start, one.offset + 1)
        else:
            pieces.append(Piece(one.source, one.offset, one.offset + 1))
    return pieces


def lines_of(document: Document, characters: Sequence[Character]) -> list[Line]:
    """The paragraphs of a document with the line breaks behind each; all characters are in one."""
    received = document.received
    paragraphs, _marks = read_paragraphs(received)
    starts = [received.rfind("\n", 0, one.runs[0].start) + 1 for one in paragraphs]
    starts = [0, *starts[1:]] if starts else [0]
    lines = []
    for number, paragraph in enumerate(paragraphs):
        end = starts[number + 1] if number + 1 < len(starts) else len(received)
        line = Line(list(characters[starts[number] : end]), place=(starts[number], end))
        line.begins = paragraph.runs[0].start - starts[number]
        relabel(line)
        kinds = _kinds(document, paragraph)
        line.closing = "closing" in kinds
        line.body = bool(kinds) or line.label is not None
        lines.append(line)
    return lines


def new_line(characters: Sequence[Character]) -> Line:
    """A paragraph that is added, with a line break behind it."""
    line = Line([*characters, Character("\n", None)], body=True)
    relabel(line)
    return line


def relabel(line: Line) -> None:
    """Read the label of a line again, after its beginning has changed."""
    text = fold(line.text, line.begins)
    label = read_label(text)
    if label is None or label.style not in _STYLES or label.doubtful:
        line.label, line.number, line.label_end = None, (0, 0), 0
        return
    printed = text.text[: label.length]
    digits = [n for n, sign in enumerate(printed) if sign.isdigit() or sign in _NUMERALS]
    line.label = label
    if digits:
        apart = [n for n in digits if n - digits[0] != digits.index(n)]
        # 第十二条之一 is one number.
        last = digits[-1] if label.number[1] or not apart else apart[0] - 1
        line.number = (text.offsets[digits[0]], text.offsets[last] + 1)
    line.label_end = text.offset(label.length, len(line.text.rstrip()))


def _kinds(document: Document, paragraph: Paragraph) -> set[str]:
    """The kinds of the clauses that lie in a paragraph."""
    start, end = paragraph.runs[0].start, paragraph.runs[-1].end
    return {
        clause.kind
        for clause in document.clauses
        if any(first < end and start < last for first, last in clause.spans)
    }
