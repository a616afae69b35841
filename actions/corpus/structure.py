"""From paragraphs to clauses: headings, labels, responsible offices, ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from actions.corpus.labels import Label, read_label
from actions.corpus.model import Clause, ClauseKind, Span
from actions.corpus.paragraphs import Paragraph
from actions.corpus.passage import Passage, passage_of

_LONGEST_TITLE = 24
_TITLE = re.compile(rf"(?:[^，。；：,;:]{{1,{_LONGEST_TITLE}}}|[^。；：;:]{{1,12}})[。：:](?=.)")
_RESPONSIBLE = re.compile(r"[（(](?:责任单位[：:](?P<listed>.+)|(?P<named>[^（()）]+)负责)[）)]$")
_CLOSING = re.compile(r"本[^，。]{0,8}自.{4,20}起(?:施行|实施|执行)")
_OFFICES = re.compile("(?<!各镇)[、，,]")
_SHARED_DUTY = re.compile("按照?职责分工(?:负责)?$")
# A heading that provides something itself: a sentence, or a remark in brackets.
_PROVIDING = re.compile(r"^.{12,}[，（(].{8,}")
_ABOVE = "以上"


@dataclass
class _Outline:
    """Where in the document the reading stands."""

    labels: list[tuple[int, str]] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    unlabelled: dict[str, int] = field(default_factory=dict)

    def enter(self, level: int, label_id: str) -> None:
        self.labels = [entry for entry in self.labels if entry[0] < level]
        self.headings = [entry for entry in self.headings if entry[0] < level]
        self.labels.append((level, label_id))

    def path(self, up: int = 0) -> str:
        kept = self.labels[: len(self.labels) - up] if up else self.labels
        return "/".join(label for _level, label in kept)

    def next_unlabelled(self, parent: str) -> str:
        self.unlabelled[parent] = self.unlabelled.get(parent, 0) + 1
        number = f"p{self.unlabelled[parent]}"
        return f"{parent}/{number}" if parent else number


@dataclass(frozen=True)
class Structure:
    """The clauses of a document and the ranges that are no clause."""

    clauses: tuple[Clause, ...]
    furniture: tuple[Span, ...]


def read_structure(
    received: str,
    paragraphs: list[Paragraph],
    folder: str,
    is_furniture: Callable[[str], bool],
) -> Structure:
    """Read paragraphs into clauses.

    Args:
        received: the received text.
        paragraphs: its paragraphs in order.
        folder: name of the document's folder, stored in each clause.
        is_furniture: tells title, addressee and signature from provisions, given a paragraph
            without white space.
    """
    reader = _Reader(received, folder)
    furniture: list[Span] = []
    provisions: list[Passage] = []
    for paragraph in paragraphs:
        passage = passage_of(paragraph, received)
        if is_furniture(passage.characters):
            furniture.extend(passage.spans(received))
        else:
            provisions.append(passage)
    for passage, following in zip_longest(provisions, provisions[1:]):
        reader.read(passage, read_label(following.characters) if following else None)
    return Structure(tuple(reader.clauses), tuple(furniture + reader.heading_spans))


class _Reader:
    def __init__(self, received: str, folder: str) -> None:
        self.received = received
        self.folder = folder
        self.clauses: list[Clause] = []
        self.heading_spans: list[Span] = []
        self.outline = _Outline()
        self.awaiting_office = 0

    def read(self, passage: Passage, following: Label | None) -> None:
        label = read_label(passage.characters)
        if label:
            if label.level <= 2:
                self.awaiting_office = len(self.clauses)
            self.outline.enter(label.level, label.id)
            self._read_labelled(passage, label, following)
        elif _RESPONSIBLE.match(passage.characters):
            self._add_responsible(passage, self.clauses[self.awaiting_office :])
        elif _CLOSING.match(passage.characters):
            self._add_clause(passage, "附则", "closing", ())
        elif not self.outline.labels:
            self._add_clause(passage, self._preamble_id(), "preamble", ())
        else:
            self._read_unlabelled(passage)

    def _read_labelled(self, passage: Passage, label: Label, following: Label | None) -> None:
        content = passage[label.length :]
        title_length = _title_length(content)
        if following and following.level > label.level and len(content) <= _LONGEST_TITLE:
            title_length = len(content)
        if title_length:
            heading = passage.characters[: label.length + title_length].rstrip("。：:")
            self.outline.headings.append((label.level, heading))
        headings = tuple(heading for _level, heading in self.outline.headings)
        title_end = label.length + title_length
        provides = title_length and _PROVIDING.search(content.characters[:title_length])
        if title_length == len(content):
            if provides:
                path = self.outline.path()
                self._add_clause(passage, path, "heading", headings, skip=label.length)
            else:
                self.heading_spans.extend(passage.spans(self.received))
            return
        if provides and content.bold[0]:
            path = f"{self.outline.path()}/标题"
            self._add_clause(passage[:title_end], path, "heading", headings, skip=label.length)
            passage = content = passage[title_end:]
            title_length = 0
        self._add_with_office(passage, content, title_length, self.outline.path(), headings)

    def _read_unlabelled(self, passage: Passage) -> None:
        up = 1 if passage.characters.startswith(_ABOVE) and len(self.outline.labels) > 1 else 0
        level = self.outline.labels[-1][0]
        headings = [h for kept, h in self.outline.headings if not up or kept < level]
        title_length = _title_length(passage)
        if 0 < title_length < len(passage):
            headings.append(passage.characters[:title_length].rstrip("。：:"))
        clause_id = self.outline.next_unlabelled(self.outline.path(up))
        self._add_with_office(passage, passage, title_length, clause_id, tuple(headings))

    def _add_with_office(
        self,
        whole: Passage,
        content: Passage,
        title_length: int,
        clause_id: str,
        headings: tuple[str, ...],
    ) -> None:
        office = _RESPONSIBLE.search(content.characters)
        own_line = len(whole) - (len(content.characters) - office.start()) if office else len(whole)
        self._add_clause(
            whole[:own_line],
            clause_id,
            "provision",
            headings,
            skip=len(whole) - len(content),
            title_length=title_length,
        )
        if office:
            self._add_responsible(whole[own_line:], self.clauses[-1:])

    def _add_clause(
        self,
        passage: Passage,
        clause_id: str,
        kind: ClauseKind,
        headings: tuple[str, ...],
        skip: int = 0,
        title_length: int = 0,
    ) -> None:
        content = passage[skip:]
        self.clauses.append(
            Clause(
                id=clause_id,
                document=self.folder,
                kind=kind,
                headings=headings,
                text=content.for_reading(),
                quote=_quote(content, title_length, self.received),
                spans=passage.spans(self.received),
            )
        )

    def _add_responsible(self, passage: Passage, covered: list[Clause]) -> None:
        match = _RESPONSIBLE.match(passage.characters)
        if not match:
            raise ValueError(f"no responsible office in {passage.characters!r}")
        named = match["listed"] or match["named"]
        offices = tuple(_SHARED_DUTY.sub("", office) for office in _OFFICES.split(named))
        parent = "/".join(_common_start([clause.id.split("/") for clause in covered]))
        inside = {clause.id for clause in covered}
        self.clauses = [
            replace(c, responsible=offices) if c.id in inside else c for c in self.clauses
        ]
        headings = _common_start([clause.headings for clause in covered])
        self._add_clause(passage, f"{parent}/责任单位", "responsible", headings)
        self.awaiting_office = len(self.clauses)

    def _preamble_id(self) -> str:
        count = sum(clause.kind == "preamble" for clause in self.clauses)
        return f"前言/p{count}" if count else "前言"


def _title_length(content: Passage) -> int:
    """How many characters at the beginning are a heading; all of them for a heading alone."""
    text = content.characters
    if content.bold and content.bold[0] and not all(content.bold):
        return content.bold.index(False)
    if not re.search("[，。；：,;:]", text):
        return len(text)
    match = _TITLE.match(text)
    return match.end() if match else 0


def _quote(content: Passage, title_length: int, received: str) -> str:
    """The longest stretch that stands in the received file without a mark inside."""
    if len(content.spans(received)) == 1:
        return content.characters
    body = content[title_length:]
    pieces = [received[start:end] for start, end in body.spans(received)]
    return "".join(max(pieces, key=len).split())


def _common_start(paths: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The steps with which all paths begin."""
    common: list[str] = []
    for steps in zip(*paths, strict=False):
        if len(set(steps)) > 1:
            break
        common.append(steps[0])
    return tuple(common)
