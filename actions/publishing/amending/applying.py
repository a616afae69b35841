"""Changes carried out on a document's text; what does not fit is left, and named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from actions.publishing.amending import labels
from actions.publishing.amending.changes import Change, Left
from actions.publishing.amending.labels import Numbered
from actions.publishing.amending.language import Kind, language
from actions.publishing.amending.references import Reference, Unit
from actions.publishing.amending.resolving import (
    NotAppliedError,
    Place,
    articles,
    items,
    paragraphs,
    resolve,
)
from actions.publishing.amending.sentences import Quotation, Sentence
from actions.publishing.amending.text import Character, Line, new_line, relabel
from actions.publishing.folding import folded
from actions.publishing.numbering import Number, id_of

LineMaker = Callable[[], list[Line]]

# What is added inside comes before what is added behind it, and what holds everywhere last.
_STAGES = ("", "add 目", "add 项", "add 款", "add 条", "everywhere", "order")
_ORDER = defaultdict(int, {name: number for number, name in enumerate(_STAGES)})


@dataclass
class Applied:
    """A document's text with changes carried out.

    Attributes:
        lines: its paragraphs.
        done: numbers of the changes that were carried out.
        gone: the lines that were taken out, each with the number of the change.
        instead: the lines that came in the place of others, with the first of these.
        left: what was not carried out.
        notes: what somebody should look at though it was: names under ``amending.note`` of
            ``wording.yml``, and what they are filled in with.
    """

    lines: list[Line]
    done: list[int] = field(default_factory=list)
    gone: list[tuple[Line, int]] = field(default_factory=list)
    instead: dict[Line, Line] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)
    notes: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)


def apply(changes: Sequence[Change], act: str, text: str, lines: LineMaker) -> Applied:
    """Carry changes out; all places are those of the document as it was before.

    A sentence is carried out whole or not at all, and an article that is added only where no other
    one has its number in the end.

    Args:
        changes: what is to be done.
        act: folder of the act.
        text: its received text.
        lines: makes the paragraphs of the document as it is.
    """
    refused: dict[int, Left] = {}
    while True:
        work = _Work(lines(), act, text)
        failed = work.carry_out(changes, refused) or work.collisions(changes)
        if not failed:
            break
        for number, one in enumerate(changes):
            sentence = changes[failed[0]].sentence
            if one.sentence is sentence:
                refused[number] = Left(sentence, failed[1].why, failed[1].about)
    done = work.done
    done.left = list({id(one.sentence): one for one in refused.values()}.values())
    return done


class _Work:
    def __init__(self, lines: list[Line], act: str, text: str) -> None:
        self.before = list(lines)
        self.done = Applied(lines)
        self.act = act
        self.text = text
        self.cited = {line: line.label.number for line in articles(lines) if line.label}
        self.taken: set[Line] = set()
        # What has come in a line's place, or was added behind it.
        self.put_behind: dict[Line, list[Line]] = {}
        self.instead: dict[Line, Line] = {}
        self.numbered: dict[Line, tuple[Numbered, int]] = {}
        self.fixed: set[Line] = set()
        # Labels pass from one paragraph to the next only when all words are found.
        self.passing: list[Callable[[], None]] = []
        self.edits: dict[Line, list[tuple[int, int, list[Character], int]]] = {}

    def carry_out(
        self, changes: Sequence[Change], refused: Collection[int]
    ) -> tuple[int, NotAppliedError] | None:
        """Carry out all but what is refused; the first that fails, and why."""
        ways: dict[Kind, Callable[[Change, int], None]] = {
            "replace": self._replace,
            "words": self._words,
            "cut_words": self._words,
            "add_words": self._words,
            "delete": self._delete,
            "add": self._add,
            "renumber": self._renumber,
        }
        ordered = sorted(range(len(changes)), key=lambda n: _ORDER[_stage(changes[n])])
        wanted = [number for number in ordered if number not in refused]
        first = [number for number in wanted if changes[number].kind != "order"]
        try:
            for number in first:
                ways[changes[number].kind](changes[number], number)
            self._edit()
            self._number()
            for number in (n for n in wanted if changes[n].kind == "order"):
                self._order(changes[number], number)
        except NotAppliedError as error:
            return number if error.by is None else error.by, error
        self.done.done = [n for n in range(len(changes)) if n not in refused]
        self._note_references()
        return None

    def collisions(self, changes: Sequence[Change]) -> tuple[int, NotAppliedError] | None:
        """The change by which two articles have one number."""
        seen: dict[Number, Line] = {}
        for line in articles(self.done.lines):
            number = line.label.number if line.label else (0, 0)
            other = seen.setdefault(number, line)
            if other is line:
                continue
            by = next((n for one in (line, other) for n in [*one.touched, *one.moved]), None)
            if by is not None:
                return by, NotAppliedError("taken", id_of("条", number))
        return None

    def _number(self) -> None:
        """Give the labels that the act moves on their new numbers.

        Raises:
            NotAppliedError: one stands no longer.
        """
        for old, (wanted, number) in self.numbered.items():
            line = self.instead.get(old, old)
            if line not in self.done.lines or line.label is None:
                raise NotAppliedError("twice", old.label.id if old.label else "", number)
            try:
                labels.renumber(line, wanted)
            except NotAppliedError as error:
                raise NotAppliedError(error.why, error.about, number) from error
            line.moved.append(number)
            self.fixed.add(line)

    def _replace(self, change: Change, number: int) -> None:
        (content,) = change.new
        lines = self._lines_of(content)
        places = [self._place(one) for one in change.at]
        target = change.to[0] if change.to else None
        unit: Unit = "款" if places[0].style == "款" else change.at[0].last.unit
        parts = labels.parted(lines, unit, len(places)) if len(places) > 1 else [lines]
        for reference, place, part in zip(change.at, places, parts, strict=True):
            self._claim(place, reference)
            self._replace_one(place, part, reference, target, change, number)

    def _replace_one(
        self,
        place: Place,
        lines: list[Line],
        reference: Reference,
        target: Reference | None,
        change: Change,
        number: int,
    ) -> None:
        first = place.lines[0]
        # 第二章修改为“第二章　条件” means its heading; so may 第一部分 where items stand below it.
        parts = {line.label.style for line in place.lines[1:] if line.label}
        kept = {line.label.style for line in lines[1:] if line.label}
        if place.style in ("编", "章", "节") or (place.style == "一" and parts - kept):
            raise NotAppliedError("heading", reference.printed)
        if len(lines) < len(place.lines):
            counts = {"old": len(place.lines), "new": len(lines)}
            self.done.notes.append(("shorter", {"place": reference.printed, **counts}))
        if place.style != "款" or place.lead:
            wanted = Numbered(target.last.number, self._digits(target, change)) if target else None
            lines[0] = labels.under_label_of(first, lines[0], wanted)
            new, old = lines[0].label, first.label
            if (
                new
                and old
                and wanted is None
                and (new.style, new.number) != (old.style, old.number)
            ):
                raise NotAppliedError("other_label", reference.printed)
        for line in lines:
            line.touched.append(number)
        if target:
            lines[0].moved.append(number)
            self.fixed.add(lines[0])
        self._exchange(place.lines, lines)

    def _delete(self, change: Change, number: int) -> None:
        for reference in change.at:
            place = self._place(reference)
            self._claim(place, reference)
            whole = self._article_of(place)
            if place.lead and whole and len(paragraphs(whole)) > 1:
                self._pass_label(place.lines[0], paragraphs(whole)[1].lines[0], number)
            self.done.gone += [(line, number) for line in place.lines]
            self._exchange(place.lines, [])

    def _add(self, change: Change, number: int) -> None:
        (content,) = change.new
        parts = labels.parted(self._lines_of(content), change.unit, change.count)
        if change.unit == "款":
            self._add_paragraphs(change, number, parts)
            return
        sibling, side = self._beside(change)
        style = sibling.style
        for position, lines in enumerate(parts):
            to = change.to[position] if change.to else None
            wanted = Numbered(to.last.number, self._digits(to, change)) if to else None
            follows = labels.following(sibling, side, position)
            if wanted and change.side and wanted.number not in follows:
                raise NotAppliedError("other_label", to.printed if to else "")
            fixed = wanted is not None or lines[0].label is not None
            wanted = wanted or (None if lines[0].label else Numbered(follows[0]))
            lines[0] = labels.labelled(lines[0], sibling.lines[0], style, wanted)
            if fixed:
                self.fixed.add(lines[0])
            for line in lines:
                line.touched.append(number)
        self._insert(sibling, side, [line for lines in parts for line in lines])
        if style != "条":
            self._shift(sibling, side, len(parts), number)

    def _add_paragraphs(self, change: Change, number: int, parts: list[list[Line]]) -> None:
        """Add paragraphs to an article, the first of which bears its label."""
        article, position = self._paragraph_place(change)
        existing = paragraphs(article)
        lines = [line for part in parts for line in part]
        if any(line.label and line.label.style == "条" for line in lines):
            raise NotAppliedError("other_label", change.at[0].printed if change.at else "")
        if position == 0:
            first = existing[0].lines[0]
            lines[0] = labels.under_label_of(first, lines[0], None)
            self._pass_label(first, None, number)
            self._insert(existing[0], "前", lines)
        else:
            self._insert(existing[position - 1], "后", lines)
        for line in lines:
            line.touched.append(number)

    def _pass_label(self, line: Line, to: Line | None, number: int) -> None:
        """Take the label from a paragraph, and give it to another one where there is one."""

        def take() -> None:
            kept = line.label_characters
            if to is None:
                line.characters = line.characters[line.label_end :]
                relabel(line)
                line.moved.append(number)
            else:
                to.characters = [*kept, *to.characters]
                relabel(to)
                to.moved.append(number)

        self.passing.append(take)

    def _paragraph_place(self, change: Change) -> tuple[Place, int]:
        """The article to which paragraphs are added, and how many stand before them."""
        named = change.to[0] if change.to else change.at[0]
        outer = [step for step in named.steps if step.unit != "款"]
        whole = [*outer] if outer else [s for s in change.at[0].steps if s.unit != "款"]
        if not whole:
            raise NotAppliedError("no_place", named.printed)
        article = self._place(Reference(tuple(whole), named.printed))
        if article.style != "条":
            raise NotAppliedError("no_paragraphs", named.printed)
        count = len(paragraphs(article))
        if change.to:
            position = change.to[0].last.number[0] - 1
        elif change.at[0].last.unit == "款":
            position = change.at[0].last.number[0] - (1 if change.side == "前" else 0)
        else:
            position = count
        if not 0 <= position <= count:
            raise NotAppliedError("no_such", named.printed)
        return article, position

    def _beside(self, change: Change) -> tuple[Place, str]:
        """What is already there beside which something is added, and on which side of it."""
        if change.at and change.side:
            return self._place(change.at[0]), change.side
        if not change.to:
            raise NotAppliedError("no_place")
        wanted = change.to[0]
        outer = wanted.steps[:-1] or (change.at[0].steps if change.at else ())
        value, below = wanted.last.number
        first = below in (0, 1)
        before = (value if below else value - 1, 0 if first else below - 1)
        for number, side in ((before, "后"), (wanted.last.number, "前")):
            step = wanted.last.__class__(wanted.last.unit, number, wanted.last.bracketed)
            try:
                return self._place(Reference((*outer, step), wanted.printed)), side
            except NotAppliedError as error:
                if error.why != "no_such":
                    raise
        raise NotAppliedError("no_such", wanted.printed)

    def _words(self, change: Change, number: int) -> None:
        places = [self._place(one) for one in change.at]
        # What the act words anew itself stays as it words it.
        whole = tuple(line for line in self.before if line.body and line not in self.taken)
        searched = [line for place in places for line in place.lines] if places else whole
        new: list[Quotation | None] = [*change.new] or [None]
        pairs = zip(change.words, new * len(change.words) if len(new) == 1 else new, strict=True)
        for words, instead in pairs:
            wanted = self._quoted(words)
            found = [(line, span) for line in dict.fromkeys(searched) for span in line.find(wanted)]
            lacking = [one for one in places if not any(line.find(wanted) for line in one.lines)]
            # Of the articles of a range only some need have them.
            named = all(one.last.digits != (0, 0) for one in change.at)
            if not found or (lacking and named):
                raise NotAppliedError("no_words", wanted)
            if len(found) > 1:
                self.done.notes.append(("several_times", {"words": wanted, "count": len(found)}))
            characters = self._characters(instead) if instead else []
            for line, (start, end) in found:
                if line in self.taken:
                    raise NotAppliedError("twice", wanted)
                if change.kind == "add_words":
                    start = end if change.side == "后" else start
                    end = start
                self._note_edit(line, start, end, characters, number)

    def _note_edit(
        self, line: Line, start: int, end: int, characters: list[Character], number: int
    ) -> None:
        edits = self.edits.setdefault(line, [])
        if any(start < other_end and other < end for other, other_end, _new, _by in edits):
            raise NotAppliedError("twice", "".join(c.sign for c in line.characters[start:end]))
        edits.append((start, end, characters, number))

    def _edit(self) -> None:
        """Carry out what is changed word by word, from the end of each line to its beginning."""
        for line, edits in self.edits.items():
            for start, end, characters, number in sorted(edits, key=lambda one: -one[0]):
                line.characters[start:end] = characters
                line.touched.append(number)
            relabel(line)
        for take in self.passing:
            take()

    def _renumber(self, change: Change, number: int) -> None:
        for old, new in zip(change.at, change.to, strict=True):
            place = self._place(old)
            if place.style == "款":
                # Paragraphs bear no number: where they stand tells it.
                continue
            line = place.lines[0]
            if line.label is None or line in self.numbered:
                raise NotAppliedError("twice", old.printed)
            self.numbered[line] = (Numbered(new.last.number, self._digits(new, change)), number)

    def _shift(self, sibling: Place, side: str, count: int, number: int) -> None:
        """Let the numbers of the items behind what was added move on, where they are not named."""
        lines = self._scope_of(sibling)
        behind = [one.lines[0] for one in items(Place(lines, ""), sibling.style)]
        first = behind.index(sibling.lines[0]) + (1 if side == "后" else 0)
        for line in behind[first:]:
            if line.label and line not in self.numbered and line not in self.taken:
                wanted = (line.label.number[0] + count, line.label.number[1])
                self.numbered[line] = (Numbered(wanted), number)
                self.done.notes.append(("moved_on", {"label": line.label.id}))

    def _order(self, change: Change, number: int) -> None:
        """Number what follows one after another again."""
        if change.unit in ("项", "目"):
            self._order_items(change, number)
            return
        if change.unit == "款":
            return
        self._in_order(articles(self.done.lines), number)

    def _order_items(self, change: Change, number: int) -> None:
        outer = change.at[0].steps if change.at else ()
        named = [one for one in outer if one.unit in ("条", "款", "部分")]
        if not named:
            raise NotAppliedError("no_place")
        place = resolve(Reference(tuple(named), change.at[0].printed), self.before)
        inside = Place(tuple(self._now(place)), "款")
        self._in_order([one.lines[0] for one in items(inside, "(一)")], number)

    def _now(self, place: Place) -> Iterator[Line]:
        """The lines of a place as they stand now, with what was added among them."""
        old, before = {*place.lines}, {*self.before}
        inside = False
        for line in self.done.lines:
            is_article = line.label is not None and line.label.style == "条"
            inside = line in old or (inside and line not in before and not is_article)
            if inside:
                yield line

    def _in_order(self, lines: Sequence[Line], number: int) -> None:
        labelled = [line for line in lines if line.label]
        if not labelled:
            raise NotAppliedError("no_place")
        for before, line in pairwise(labelled):
            label = line.label
            value, below = before.label.number if before.label else (0, 0)
            expected = (value, below + 1) if label and label.number[1] else (value + 1, 0)
            if label is None or label.number == expected:
                continue
            if line in self.fixed:
                raise NotAppliedError("order", label.id)
            labels.renumber(line, Numbered(expected))
            line.moved.append(number)

    def _note_references(self) -> None:
        """Point out clauses that name an article whose number has changed."""
        moved = {
            old: line.label.number
            for line, old in self.cited.items()
            if line.label and line.label.number != old and line in self.done.lines
        }
        known = {id_of("条", old): id_of("条", new) for old, new in moved.items()}
        for line in self.done.lines:
            if not line.body or line.touched:
                continue
            behind = folded("".join(c.sign for c in line.characters[line.label_end :]))
            for match in language().cited.finditer(behind):
                if match.group() in known:
                    values = {"old": match.group(), "new": known[match.group()]}
                    label = line.label.id if line.label else behind[:10]
                    self.done.notes.append(("names_moved", {"place": label, **values}))

    def _place(self, reference: Reference) -> Place:
        return resolve(reference, self.before)

    def _claim(self, place: Place, reference: Reference) -> None:
        """Take lines over as a whole; no other change may be about them.

        Raises:
            NotAppliedError: one is.
        """
        if any(line in self.taken or line in self.edits for line in place.lines):
            raise NotAppliedError("twice", reference.printed)
        self.taken |= {*place.lines}

    def _exchange(self, old: Sequence[Line], new: Sequence[Line]) -> None:
        start = self.done.lines.index(old[0])
        for line in old:
            self.done.lines.remove(line)
        self.done.lines[start:start] = new
        self.put_behind[old[-1]] = list(new)
        if new:
            self.instead[old[0]] = new[0]
            self.done.instead[new[0]] = old[0]

    def _insert(self, sibling: Place, side: str, lines: Sequence[Line]) -> None:
        if side == "前":
            first = self.instead.get(sibling.lines[0], sibling.lines[0])
            if first not in self.done.lines:
                raise NotAppliedError("twice")
            start = self.done.lines.index(first)
        else:
            last = self._last_of(sibling)
            start = self.done.lines.index(last) + 1
            if not last.text.endswith("\n"):
                last.characters.append(Character("\n", None))
            self.put_behind[last] = [*lines]
        self.done.lines[start:start] = lines

    def _last_of(self, place: Place) -> Line:
        """The last line of a place as it stands now.

        Raises:
            NotAppliedError: none of it stands.
        """
        for line in reversed(place.lines):
            while following := self.put_behind.get(line):
                line = following[-1]
            if line in self.done.lines:
                return line
        raise NotAppliedError("twice")

    def _article_of(self, place: Place) -> Place | None:
        for one in items(Place(tuple(self.before), ""), "条"):
            if place.lines[0] in one.lines:
                return one
        return None

    def _scope_of(self, place: Place) -> tuple[Line, ...]:
        """The lines of the paragraph, article or part in which items stand."""
        if place.style == "一":
            return tuple(self.before)
        article = self._article_of(place)
        if article:
            inside = (one for one in paragraphs(article) if place.lines[0] in one.lines)
            return next(inside).lines
        parts = items(Place(tuple(self.before), ""), "一")
        return next((one.lines for one in parts if place.lines[0] in one.lines), place.lines)

    def _lines_of(self, quotation: Quotation) -> list[Line]:
        if not quotation.lines:
            raise NotAppliedError("empty")
        return [new_line(self._read(start, end)) for start, end in quotation.lines]

    def _characters(self, quotation: Quotation) -> list[Character]:
        return [one for start, end in quotation.lines for one in self._read(start, end)]

    def _read(self, start: int, end: int) -> list[Character]:
        return [Character(self.text[n], self.act, n) for n in range(start, end)]

    def _quoted(self, quotation: Quotation) -> str:
        return "".join(self.text[start:end] for start, end in quotation.lines)

    def _digits(self, reference: Reference | None, change: Change) -> tuple[Character, ...]:
        """The characters of a number that the act prints."""
        if reference is None:
            return ()
        start, end = reference.last.digits
        offsets = change.sentence.offsets[start:end]
        return tuple(Character(self.text[n], self.act, n) for n in offsets)


def _stage(change: Change) -> str:
    if change.kind == "add":
        return f"add {change.unit}"
    return "everywhere" if change.everywhere else change.kind


def sentences_done(changes: Sequence[Change], applied: Applied) -> Iterator[Sentence]:
    """The sentences that were carried out, each once."""
    seen: set[int] = set()
    for number in applied.done:
        sentence = changes[number].sentence
        if id(sentence) not in seen:
            seen.add(id(sentence))
            yield sentence
