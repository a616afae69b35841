"""An amending act as sentences, with what it quotes set aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from actions.corpus import Document
from actions.corpus.paragraphs import Paragraph, read_paragraphs
from actions.publishing.amending.language import FIRST_QUOTATION, LAST_QUOTATION, language
from actions.publishing.folding import fold, folded
from actions.publishing.numbering import Number, follows, read_label

_OPENS = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"'}
_STOPS = "。;；"


@dataclass(frozen=True)
class Quotation:
    """What an act quotes.

    Attributes:
        lines: the range of each of its lines in the received text, without quotation marks.
        closed: whether the text says where it ends.
    """

    lines: tuple[tuple[int, int], ...]
    closed: bool = True


@dataclass(frozen=True)
class Sentence:
    """A sentence of an act.

    Attributes:
        item: the labels that it stands under, outermost first: ``("二", "(一)")``.
        text: folded, without its label, each quotation a sign of its own.
        offsets: for each character of ``text`` where it stands in the received text.
        quotations: what is quoted, in the order of the signs.
        start: where it begins in the received text.
        end: where it ends.
    """

    item: tuple[str, ...]
    text: str
    offsets: tuple[int, ...]
    quotations: tuple[Quotation, ...]
    start: int
    end: int

    def quoted(self, signs: str) -> list[Quotation]:
        """The quotations that signs of ``text`` stand for."""
        return [self.quotations[ord(s) - ord(FIRST_QUOTATION)] for s in signs if is_quotation(s)]

    @property
    def closed(self) -> bool:
        """Whether the text says where each of its quotations ends."""
        return all(quotation.closed for quotation in self.quotations)


@dataclass
class _Open:
    """A sentence that is being read."""

    item: tuple[str, ...]
    characters: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    end: int = 0

    def add(self, characters: str, offset: int, end: int) -> None:
        self.characters += characters
        self.offsets += [offset] * len(characters)
        self.end = end

    def close(self) -> Sentence:
        return Sentence(
            self.item,
            "".join(self.characters),
            tuple(self.offsets),
            tuple(self.quotations),
            self.offsets[0],
            self.end,
        )


def is_quotation(sign: str) -> bool:
    """Whether a character stands for a quotation."""
    return FIRST_QUOTATION <= sign <= LAST_QUOTATION


def read_sentences(act: Document) -> list[Sentence]:
    """The sentences of an act in order, without its title, addressees and signature."""
    return list(_Reader(act).sentences())


class _Reader:
    def __init__(self, act: Document) -> None:
        self.text = act.received
        self.paragraphs, _marks = read_paragraphs(act.received)
        self.furniture = act.furniture
        self.labels: list[tuple[int, str]] = []
        self.article: Number = (0, 0)

    def sentences(self) -> Iterator[Sentence]:
        position = 0
        current: _Open | None = None
        for paragraph in self.paragraphs:
            start, end = paragraph.runs[0].start, paragraph.runs[-1].end
            if end <= position or self._is_furniture(paragraph):
                continue
            goes_on = current is not None and self._goes_on(current, max(start, position))
            if current and not goes_on:
                if current.characters:
                    yield current.close()
                current = None
            if start >= position and not goes_on:
                start = self._enter(paragraph)
            position = max(start, position)
            while position < end:
                current = current or _Open(self._item())
                position, ended = self._take(current, position)
                if ended:
                    if current.characters:
                        yield current.close()
                    current = None
        if current and current.characters:
            yield current.close()

    def _take(self, current: _Open, position: int) -> tuple[int, bool]:
        """Take one character or quotation; where it goes on, and whether the sentence has ended."""
        character = self.text[position]
        if character in _OPENS:
            quotation, after = self._quotation(position)
            sign = chr(ord(FIRST_QUOTATION) + len(current.quotations))
            current.quotations.append(quotation)
            current.add(sign, position, after)
            return after, False
        characters = folded(character)
        if character in _STOPS:
            return position + 1, bool(current.characters)
        if characters:
            current.add(characters, position, position + 1)
        return position + 1, False

    def _quotation(self, opened: int) -> tuple[Quotation, int]:
        """What is quoted from an opening mark on, and the place behind it.

        A quotation of several paragraphs may open anew at each of them.
        """
        opens = self.text[opened]
        closes = _OPENS[opens]
        depth, begun, fresh = 1, opened + 1, False
        lines: list[tuple[int, int]] = []
        for position in range(opened + 1, len(self.text)):
            character = self.text[position]
            if character == "\n":
                lines.append((begun, position))
                begun, fresh = position + 1, True
            elif character == closes:
                depth -= 1
                if depth == 0:
                    lines.append((begun, position))
                    return Quotation(self._visible(lines)), position + 1
            elif character == opens:
                if fresh:
                    begun = position + 1
                else:
                    depth += 1
            if not character.isspace():
                fresh = False
        lines.append((begun, len(self.text)))
        return Quotation(self._visible(lines), closed=False), len(self.text)

    def _visible(self, lines: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """The lines without white space around them."""
        kept = []
        for start, end in lines:
            inner = self.text[start:end]
            if inner.strip():
                left = len(inner) - len(inner.lstrip())
                kept.append((start + left, start + len(inner.rstrip())))
        return tuple(kept)

    def _goes_on(self, current: _Open, start: int) -> bool:
        """Whether a sentence goes on at ``start``, in a paragraph that begins with a quotation."""
        return bool(current.characters) and self.text[start] in _OPENS

    def _enter(self, paragraph: Paragraph) -> int:
        """Take the paragraph's label into account; where its text begins behind it."""
        start, end = paragraph.runs[0].start, paragraph.runs[-1].end
        text = fold(self.text, start, end)
        label = read_label(text)
        if label is None or label.doubtful or label.style in ("款", "项", "目"):
            # What is said behind the items is said of all of them.
            if any(plain.search(text.text) for plain in language().plain):
                self.labels = []
            return start
        if label.style == "条":
            # 第八条修改为… is about another document's; an article of its own has white space
            # behind its label and follows the one before.
            if label.length not in text.spaced or not follows(self.article, label.number):
                return start
            self.article = label.number
        self.labels = [one for one in self.labels if one[0] < label.rank]
        self.labels.append((label.rank, label.id))
        return text.offset(label.length, end)

    def _item(self) -> tuple[str, ...]:
        return tuple(name for _rank, name in self.labels)

    def _is_furniture(self, paragraph: Paragraph) -> bool:
        if paragraph.label(self.text):
            return False
        return all(
            any(start <= run.start and run.end <= end for start, end in self.furniture)
            for run in paragraph.runs
        )
