"""Following the labels through an act: which part each piece is, and under which it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from actions.publishing.acts import Draft
from actions.publishing.collecting import Collector
from actions.publishing.folding import fold
from actions.publishing.headings import (
    is_article_title,
    is_heading_like,
    printed_label,
    shown_heading,
)
from actions.publishing.limits import structure_limits
from actions.publishing.numbering import Label, Number, follows, id_of, rank_of, read_label
from actions.publishing.numerals import read_number
from actions.publishing.outline import (
    ATTACHMENT,
    ATTACHMENT_RANK,
    FIELD,
    FIELD_RANK,
    HEAD,
    QUESTION,
    QUESTION_RANK,
    Frame,
    Outline,
)
from actions.publishing.parts import PartKind
from actions.publishing.pieces import Piece
from actions.publishing.roles import Role, Roles
from actions.publishing.signs import signs
from actions.publishing.tables import Table, row_text

_KINDS: dict[Role, tuple[PartKind, str]] = {
    "title": ("title", "标题"),
    "issuer": ("title", "发文机关"),
    "number": ("title", "文号"),
    "adopted": ("title", "题注"),
    "addressee": ("preamble", "主送"),
    "signature": ("signature", "落款"),
    "imprint": ("furniture", "版记"),
    "contents": ("furniture", "目录"),
    "caption": ("furniture", "页面说明"),
    "furniture": ("furniture", "版面"),
    "attachment_list": ("closing", "附件目录"),
}
_ARTICLE = "条"
_DIVISIONS = ("编", "篇", "章", "节")
_HELD = ("text", "row", "note")


def label_of(piece: Piece) -> Label | None:
    """The label of a piece; 问： counts as one, with the number 0 where none is printed."""
    if piece.label is not None or piece.kind in ("row", "furniture"):
        return piece.label
    match = signs().find("question", piece.line)
    if match is None:
        return None
    number = read_number(match["n"] or match["m"] or "") or 0
    return Label(QUESTION, int(QUESTION_RANK), (number, 0), QUESTION, match.end())


class Placer:
    """Places the pieces of one act.

    Attributes:
        provisions: ids of its outermost provisions in order: articles, else numbered items.
    """

    def __init__(
        self, pieces: Sequence[Piece], roles: Roles, draft: Draft, prefix: str, into: Collector
    ) -> None:
        self._pieces = pieces
        self._roles = roles
        self._draft = draft
        self._prefix = prefix
        self._into = into
        numbers = range(draft.start, draft.end)
        self._texts = [n for n in numbers if roles.roles[n] == "text"]
        labels = [(n, label) for n in self._texts if (label := label_of(pieces[n]))]
        barriers = [n for n in numbers if roles.roles[n] == "attachment"]
        self._outline = Outline(labels, barriers)
        self._guide = self._is_guide(numbers)
        self._next = self._next_places()
        self._tables: dict[tuple[str, int | None], Table] = {}
        self._heads = {piece.head for piece in pieces if piece.head}
        self._merged: set[int] = set()
        self._are_headings: dict[tuple[str, str], bool] = {}
        self._ranked: dict[float, list[str]] = {}
        self._signed = False
        if draft.untitled and labels:
            into.warn(draft.start, "untitled_act", label=labels[0][1].id)
        for number in numbers:
            if number not in self._merged:
                self._read(number)

    @property
    def provisions(self) -> list[str]:
        """The ids of its outermost provisions in order."""
        articles = self._ranked.get(rank_of(_ARTICLE))
        return articles or (self._ranked[min(self._ranked)] if self._ranked else [])

    def _is_guide(self, numbers: range) -> bool:
        """Whether it is a guide to a service, made of headed fields, and not of articles."""
        fields = set()
        for number in numbers:
            piece = self._pieces[number]
            label = piece.label
            if label and label.style == _ARTICLE and self._roles.roles[number] == "text":
                return False
            line = piece.line if piece.kind != "row" else "".join(piece.cells[:1])
            match = signs().field.match(line)
            if match and label is None:
                fields.add(match["field"])
        return len(fields) >= structure_limits().fields

    def _read(self, number: int) -> None:
        piece, role = self._pieces[number], self._roles.roles[number]
        if role in _KINDS:
            self._read_framing(number, role)
        elif role == "attachment":
            self._read_attachment(number)
        elif role == "row":
            self._read_row(number)
        elif role == "note":
            self._add(number, "note", self._path("脚注"))
        elif label := self._accepted(number):
            self._read_labelled(number, label)
        elif not any(read(number, piece) for read in self._special()):
            self._read_plain(number)

    def _special(self) -> tuple[Callable[[int, Piece], bool], ...]:
        """What a text without a label may be, in the order in which it is tried."""
        return (
            self._read_field,
            self._read_question,
            self._read_answer,
            self._read_note,
            self._read_closing,
            self._read_heading,
        )

    def _read_framing(self, number: int, role: Role) -> None:
        """Titles, signatures, furniture: what surrounds the provisions."""
        kind, name = _KINDS[role]
        piece, frames = self._pieces[number], self._outline.frames
        self._signed = role == "signature" or (self._signed and role != "title")
        attached = f"{frames[0].id}/" if frames and frames[0].style == ATTACHMENT else ""
        text = row_text(piece.cells, ()) if piece.kind == "row" else None
        path = f"{self._prefix}{attached}{name}"
        self._into.add([piece], kind, path, 1, (), text=text)

    # Labels.

    def _accepted(self, number: int) -> Label | None:
        """The label of a piece unless it refers to another part, as the sequence decides."""
        piece = self._pieces[number]
        label = label_of(piece)
        if label is None or not label.doubtful:
            return label
        last = self._outline.last.get(label.style, (0, 0))
        if follows(last, label.number) and not self._outline.comes_again(number, label):
            return label
        sample = piece.shown[: structure_limits().begins]
        self._into.warn(number, "reference", label=label.id, sample=sample)
        return None

    def _read_labelled(self, number: int, label: Label) -> None:
        piece, outline = self._pieces[number], self._outline
        if label.style == QUESTION:
            label = self._numbered_question(label)
        before = outline.enter(number, label)
        body = piece.line[label.length :]
        numbers = [number]
        if label.style == _ARTICLE and is_article_title(body):
            numbers += self._text_behind(number)
        alone = len(numbers) == 1 and self._is_heading(number, label, body)
        self._are_headings.setdefault((self._path(), label.style), alone)
        lead = signs().find("list_lead", self._pieces[numbers[-1]].line)
        leads = lead is not None and not alone
        heading = shown_heading(piece, label, whole=(alone or leads) and len(numbers) == 1)
        above = outline.above()
        step = self._step(number, label, before)
        rank = QUESTION_RANK if label.style == QUESTION else label.rank
        outline.frames.append(Frame(label.style, rank, label.number, step, heading, alone, leads))
        outline.last[label.style] = label.number
        path = self._into.add(
            [self._pieces[n] for n in numbers],
            "heading" if alone else "provision",
            self._path(),
            len(outline.frames),
            above,
            printed_label(piece, label),
        )
        if label.style == _ARTICLE or all(f.style in _DIVISIONS for f in outline.frames[:-1]):
            self._ranked.setdefault(label.rank, []).append(path)

    def _numbered_question(self, label: Label) -> Label:
        number = label.number[0]
        if not number:
            frames = reversed(self._outline.frames)
            asked = next((frame for frame in frames if frame.style == QUESTION), None)
            number = asked.number[0] + 1 if asked else 1
        return replace(label, number=(number, 0), id=f"{QUESTION}{number}")

    def _step(self, number: int, label: Label, before: Number | None) -> str:
        """The label's step in the id; numbers that do not follow are named in warnings."""
        path = self._path(label.id)
        free = self._into.free(path)
        question = label.style == QUESTION
        if before is None:
            if label.number[0] > 1 and not question:
                self._into.warn(number, "starts_late", label=label.id)
        elif label.number == before or free != path:
            self._into.warn(number, "duplicate", label=label.id, id=free)
        elif not follows(before, label.number) and not question:
            kind = "gap" if label.number > before else "jump_back"
            earlier = id_of(label.style, before)
            self._into.warn(number, kind, before=earlier, after=label.id)
        return label.id + free.removeprefix(path)

    def _is_heading(self, number: int, label: Label, body: str) -> bool:
        """Whether the words behind a label are a heading and provide nothing themselves."""
        if not is_heading_like(body):
            return False
        if label.style == _ARTICLE and body[-1:] in ("。", ":"):
            return False
        if label.style in _DIVISIONS:
            return True
        behind = self._behind(number)
        deeper = label_of(self._pieces[behind]) if behind is not None else None
        holds = behind is not None and deeper is None and self._roles.roles[behind] in _HELD
        is_deeper = deeper is not None and deeper.rank > label.rank
        if self._is_in_list(label):
            return is_deeper and not body.endswith("。")
        if body.endswith(":"):
            return not signs().find("lead_in", body)
        if body.endswith("。") and not self._are_headings.get((self._path(), label.style), True):
            return False
        return holds or is_deeper

    def _is_in_list(self, label: Label) -> bool:
        """Whether the sentence above a label leads to a list of such labels."""
        outer = [frame for frame in self._outline.frames if frame.style != label.style]
        return bool(outer) and outer[-1].leads

    def _behind(self, number: int) -> int | None:
        """The next piece of the act that is no furniture."""
        for following in range(number + 1, self._draft.end):
            if self._roles.roles[following] not in ("furniture", "contents"):
                return following
        return None

    def _text_behind(self, number: int) -> list[int]:
        """The paragraph that is the text of an article whose line holds but its title."""
        behind = self._behind(number)
        if behind is None or not self._is_plain(behind):
            return []
        self._merged.add(behind)
        return [behind]

    def _is_plain(self, number: int) -> bool:
        return self._roles.is_plain(number) and label_of(self._pieces[number]) is None

    # Texts without a label.

    def _read_field(self, number: int, piece: Piece) -> bool:
        match = signs().field.match(piece.line) if self._guide else None
        if match is None:
            return False
        frames = self._outline.frames
        depth = next((d for d, frame in enumerate(frames) if frame.style == FIELD), None)
        if depth is not None:
            del frames[depth:]
        while frames and frames[-1].rank > FIELD_RANK and not frames[-1].alone:
            frames.pop()
        above, field = self._outline.above(), match["field"]
        path = self._into.free(self._path(field))
        bare = match.end() == len(piece.line)
        heading = piece.shown if bare else field
        step = path.split("/")[-1]
        frames.append(Frame(FIELD, FIELD_RANK, (0, 0), step, heading, alone=bare, leads=bare))
        kind: PartKind = "heading" if bare else "provision"
        text = field if bare else piece.shown.lstrip("【[（(〔")[len(field) :].lstrip("：:】])）〕")
        self._into.add([piece], kind, path, len(frames), above, field, text)
        self._ranked.setdefault(FIELD_RANK, []).append(path)
        return True

    def _read_question(self, number: int, piece: Piece) -> bool:
        """A question without a mark, which an answer with one follows."""
        line = piece.line
        if not line.endswith("?") or len(line) > structure_limits().question:
            return False
        behind = self._behind(number)
        if behind is None or not signs().find("answer", self._pieces[behind].line):
            return False
        before = self._pieces[number - 1] if number > self._draft.start else None
        label = label_of(before) if before else None
        if before and label:
            asked = before.line if label.style == QUESTION else before.line[label.length :]
            if signs().find("question", asked):
                return False
        self._read_labelled(number, Label(QUESTION, int(QUESTION_RANK), (0, 0), QUESTION, 0))
        return True

    def _read_answer(self, number: int, piece: Piece) -> bool:
        if not self._outline.frames or not signs().find("answer", piece.line):
            return False
        self._add(number, "provision", self._path("答"))
        return True

    def _read_note(self, number: int, piece: Piece) -> bool:
        if not signs().find("note", piece.line):
            return False
        self._add(number, "note", self._path("注"))
        return True

    def _read_closing(self, number: int, piece: Piece) -> bool:
        """The sentence from when a document without articles holds, which stands at its end."""
        if not signs().find("closing", piece.line) or self._label_behind(number):
            return False
        outline = self._outline
        outline.frames = [frame for frame in outline.frames if frame.style == ATTACHMENT]
        self._add(number, "closing", self._path("附则"))
        return True

    def _read_heading(self, number: int, piece: Piece) -> bool:
        """A heading without a label over items that count from one."""
        rank = self._rank_of_heading(number, piece)
        if rank is None:
            return False
        outline = self._outline
        outline.frames = [f for f in outline.frames if f.rank < rank and f.style != HEAD]
        path = self._into.counted("p", self._path())
        self._add(number, "heading", path)
        step = path.split("/")[-1]
        outline.frames.append(Frame(HEAD, rank, (0, 0), step, piece.shown, alone=True))
        return True

    def _rank_of_heading(self, number: int, piece: Piece) -> float | None:
        """Where a heading without a label stands, just above the items; None where it is none."""
        found = self._label_behind(number, structure_limits().heading_before_label)
        if not found or found.number != (1, 0) or found.style == QUESTION:
            return None
        frames = self._outline.frames
        begun = any(frame.style == found.style for frame in frames)
        begun = begun or self._into.is_used(self._path(found.id))
        leads_in = signs().find("lead_in", piece.line)
        is_heading = is_heading_like(piece.line) and (begun or not leads_in)
        if is_heading and not (frames or begun or piece.marked):
            return None
        if is_heading or (begun and signs().find("list_lead", piece.line)):
            return found.rank - 0.5
        return None

    def _read_plain(self, number: int) -> None:
        outline = self._outline
        if self._signed and outline.last and not self._label_behind(number):
            # Behind the signature nothing provides anything: it is left over and shown.
            return
        if not outline.frames and not outline.last:
            path = f"{self._prefix}前言"
            used = self._into.is_used(path)
            self._add(number, "preamble", self._into.counted("p", path) if used else path)
            return
        depth = self._end_of_list(number)
        if depth is not None:
            del outline.frames[depth + 1 :]
        self._add(number, "provision", self._into.counted("p", self._path()))

    def _label_behind(self, number: int, within: int | None = None) -> Label | None:
        """The next label, with nothing but text without one before it."""
        place = self._next[number + 1 - self._draft.start]
        if place is None or (within is not None and place > number + within):
            return None
        return label_of(self._pieces[place]) if self._roles.roles[place] == "text" else None

    def _next_places(self) -> list[int | None]:
        """For each piece the next with an undoubted label, or that ends what stands before it."""
        places: list[int | None] = [None]
        for number in range(self._draft.end - 1, self._draft.start - 1, -1):
            role = self._roles.roles[number]
            label = label_of(self._pieces[number]) if role == "text" else None
            stops = role in ("attachment", "title", "row") or (label and not label.doubtful)
            places.append(number if stops else places[-1])
        return places[::-1]

    def _end_of_list(self, number: int) -> int | None:
        """The depth of the frame whose list has ended, so that a paragraph belongs to it."""
        frames = self._outline.frames
        for depth in range(len(frames) - 1, 0, -1):
            frame, outer = frames[depth], frames[depth - 1]
            if not outer.leads or frame.alone or outer.style == FIELD:
                continue
            following = self._label_behind(number)
            same = following if following and following.style == frame.style else None
            if same is None or not follows(frame.number, same.number):
                return depth - 1
        return None

    # Attachments and tables.

    def _read_attachment(self, number: int) -> None:
        piece, outline = self._pieces[number], self._outline
        match = signs().find("attachment_titled", piece.line) or signs().find(
            "attachment", piece.line
        )
        value = read_number(match["number"]) if match and match["number"] else None
        word = piece.line[:2] if piece.line[1:2] in ("表", "录") else ATTACHMENT
        outline.frames, outline.last, self._signed = [], {}, False
        path = self._into.free(f"{self._prefix}{word}{value or ''}")
        pieces, heading = [piece], piece.shown
        behind = number + 1
        if behind < self._draft.end and self._is_title_of_attachment(behind):
            pieces.append(self._pieces[behind])
            self._merged.add(behind)
            heading = f"{heading.rstrip('：:')} {self._pieces[behind].shown}"
        step = path.removeprefix(self._prefix)
        frame = Frame(ATTACHMENT, ATTACHMENT_RANK, (value or 0, 0), step, heading, alone=True)
        outline.frames.append(frame)
        self._into.add(pieces, "heading", path, 1, (), piece.shown)

    def _is_title_of_attachment(self, number: int) -> bool:
        piece = self._pieces[number]
        short = len(piece.line) <= structure_limits().title and not piece.line.endswith(
            ("。", ";", ":")
        )
        return self._roles.roles[number] == "title" or (short and self._is_plain(number))

    def _read_row(self, number: int) -> None:
        piece = self._pieces[number]
        field = signs().field.fullmatch(fold("".join(piece.cells[:1])).text)
        if self._guide and field and 1 < len(piece.cells) <= structure_limits().field_cells:
            self._read_field_row(number, field["field"])
            return
        place = self._path()
        count = sum(path == place for path, _table in self._tables) + 1
        table = self._tables.setdefault((place, piece.table), Table(count, self._heads))
        step, text, is_head = table.add(piece)
        name = "表" if table.number == 1 else f"表{table.number}"
        label = next((found.id for cell in piece.cells if (found := read_label(fold(cell)))), None)
        kind: PartKind = "heading" if is_head else "row"
        self._add(number, kind, f"{self._path(name)}/{step}", label, text)

    def _read_field_row(self, number: int, field: str) -> None:
        path = self._into.free(self._path(field))
        text = row_text(self._pieces[number].cells[1:], ())
        self._add(number, "provision", path, field, text)
        self._ranked.setdefault(FIELD_RANK, []).append(path)

    def _path(self, step: str | None = None) -> str:
        return self._outline.path(self._prefix, step)

    def _add(
        self,
        number: int,
        kind: PartKind,
        path: str,
        label: str | None = None,
        text: str | None = None,
    ) -> str:
        level = len(self._outline.frames) + 1
        above = self._outline.above()
        return self._into.add([self._pieces[number]], kind, path, level, above, label, text)
