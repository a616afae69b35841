"""The sentences of an amending act read into changes, each understood whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from actions.corpus import Document
from actions.publishing.amending.changes import ActRead, Change, Left
from actions.publishing.amending.language import Rule, language
from actions.publishing.amending.references import Reference, Unit, read_references
from actions.publishing.amending.sentences import Sentence, read_sentences
from actions.publishing.folding import folded
from actions.publishing.numerals import read_number
from actions.publishing.signs import signs

Item = tuple[str, ...]


class NotUnderstoodError(ValueError):
    """A sentence that says a change in a way that is not known."""


def read_act(act: Document, base: Document) -> ActRead:
    """What an act changes in a document.

    Args:
        act: the amending act.
        base: the document; what the act says of others is passed over.
    """
    return _Acts(base).read(read_sentences(act))


class _Acts:
    """The sentences of an act, each read as those before it let it be understood."""

    def __init__(self, base: Document) -> None:
        self.base = base
        # The items that name a document, and whether it is this one; what lies in them is of it.
        self.named: list[tuple[Item, bool]] = [((), True)]
        self.scope: tuple[Item, Reference] | None = None
        self.changes: list[Change] = []
        self.left: list[Left] = []
        self.own: list[Sentence] = []
        self.others: list[Sentence] = []

    def read(self, sentences: Iterable[Sentence]) -> ActRead:
        for sentence in sentences:
            turns = _turns_to(sentence, self.base)
            if turns is not None:
                self.named.append((sentence.item, turns))
            if turns is None or _may_change(sentence):
                self._read(sentence)
        return ActRead(tuple(self.changes), tuple(self.left), tuple(self.own), tuple(self.others))

    def _read(self, sentence: Sentence) -> None:
        say, text = language(), sentence.text
        scoped = say.scope.search(text)
        begins = scoped.end() if scoped else 0
        if scoped:
            places = read_references(text, *scoped.span("at"), None)
            self.scope = (sentence.item, places[0]) if places else None
        if scoped and begins == len(text):
            return
        if not _may_change(sentence):
            self.own.append(sentence)
        elif _only_frames(sentence):
            if self._speaks_of_it(sentence) and say.order_said.search(text):
                self.changes.append(Change("order", sentence))
        elif not self._speaks_of_it(sentence):
            self.others.append(sentence)
        elif say.own_day.search(text):
            self.left.append(Left(sentence, "own_day"))
        elif not sentence.closed:
            self.left.append(Left(sentence, "unclosed"))
        else:
            try:
                self.changes += _changes(sentence, begins, self._place(sentence, begins))
            except NotUnderstoodError:
                self.left.append(Left(sentence, "not_understood"))

    def _speaks_of_it(self, sentence: Sentence) -> bool:
        """Whether a sentence is about the document: by what was named last around it."""
        return next(
            speaks for item, speaks in reversed(self.named) if sentence.item[: len(item)] == item
        )

    def _place(self, sentence: Sentence, begins: int) -> Reference | None:
        """The place that the items of this one speak of, where one was named above them."""
        if self.scope is None:
            return None
        item, place = self.scope
        inside = language().item.match(sentence.text, begins) or len(sentence.item) > len(item)
        return place if inside and sentence.item[: len(item)] == item else None


def _may_change(sentence: Sentence) -> bool:
    """Whether a sentence may change something: it says so, names a place or quotes something."""
    say, text = language(), sentence.text
    if say.signal.search(text) or say.own_day.search(text):
        return True
    grounds = not sentence.item and say.grounds.search(text)
    return _is_about_words(sentence) and not grounds


def _only_frames(sentence: Sentence) -> bool:
    """Whether a sentence says only what the act is, or when it is printed anew."""
    say, text = language(), sentence.text
    if not any(plain.search(text) for plain in say.plain):
        return False
    # 根据……第三条，决定对……作如下修改：
    opens = bool(say.grounds.search(text)) and text.endswith(":") and not sentence.quotations
    return opens or not _is_about_words(sentence)


def _is_about_words(sentence: Sentence) -> bool:
    return bool(language().step.search(sentence.text) or sentence.quotations)


def is_named(name: str, number: str | None, document: Document) -> bool:
    """Whether a name in 《》, with the number behind it, is that of a document."""
    if number and document.doc_number and folded(number) == folded(document.doc_number):
        return True
    title, own = folded(name), folded(document.title)
    return title == own or title.endswith(own) or own.endswith(title)


def _turns_to(sentence: Sentence, base: Document) -> bool | None:
    """Whether a sentence turns to the document, or to others; None where it turns to none.

    《办法》 alone may be any of them.
    """
    if not language().turns_to.search(sentence.text):
        return None
    named = [
        is_named(one["name"], one["number"], base)
        for one in language().named.finditer(sentence.text)
        if not signs().title.fullmatch(one["name"])
    ]
    return any(named) if named else None


@dataclass
class _Reading:
    """A sentence as far as it is read, with the place named last."""

    sentence: Sentence
    position: int = 0
    place: Reference | None = None


def _changes(sentence: Sentence, begins: int, place: Reference | None) -> list[Change]:
    """The changes that a sentence says one after another.

    Args:
        sentence: the sentence.
        begins: where the first of them begins.
        place: the place that it speaks of, where that was said before.

    Raises:
        NotUnderstoodError: some of it is none.
    """
    label = language().item.match(sentence.text, begins)
    reading = _Reading(sentence, label.end() if label else begins, place)
    made: list[Change] = []
    while reading.position < len(sentence.text):
        made += _next(reading)
        joint = language().joint.match(sentence.text, reading.position)
        reading.position = joint.end() if joint else reading.position
    return made


def _next(reading: _Reading) -> list[Change]:
    text = reading.sentence.text
    for rule in language().rules:
        match = rule.says.match(text, reading.position)
        if match and match.end() > reading.position and _ends(text, match.end()):
            change = _change(rule, match, reading)
            if change:
                reading.position = match.end()
                return change
    raise NotUnderstoodError(text[reading.position :])


def _ends(text: str, position: int) -> bool:
    """Whether a change may end there: what follows is another one."""
    return position == len(text) or text[position] in ",;、并同且"


def _change(rule: Rule, match: re.Match[str], reading: _Reading) -> list[Change] | None:
    """The changes that a rule reads, None where its places are not understood."""
    groups = match.groupdict()
    at = _places(match, "at", reading.place)
    to = _places(match, "as", at[-1] if at else reading.place)
    if at is None or to is None:
        return None
    needs_place = rule.kind in ("words", "cut_words", "add_words") and not groups.get("all")
    if needs_place and not at:
        if reading.place is None:
            return None
        at = [reading.place]
    quoted = reading.sentence.quoted
    change = Change(
        rule.kind,
        reading.sentence,
        tuple(at),
        tuple(to),
        tuple(quoted(groups.get("words") or "")),
        tuple(quoted(groups.get("new") or "")),
        cast(Literal["前", "后"] | None, groups.get("side")),
        _unit(groups.get("unit"), reading.place),
        read_number(groups.get("count") or "一") or 1,
        bool(groups.get("all")),
    )
    if rule.kind == "order" and reading.place:
        change = Change(rule.kind, reading.sentence, (reading.place,), unit=change.unit)
    reading.place = at[-1] if at else (to[-1] if to else reading.place)
    return [change] if _adds_up(change) else None


def _places(match: re.Match[str], name: str, before: Reference | None) -> list[Reference] | None:
    if not match.groupdict().get(name):
        return []
    return read_references(match.string, *match.span(name), before)


def _unit(printed: str | None, place: Reference | None) -> Unit:
    if printed in ("条", "款", "项", "目"):
        return cast(Unit, printed)
    inner = place.last.unit if place and printed is None else "条"
    return inner if inner in ("项", "目") else "条"


def _adds_up(change: Change) -> bool:
    """Whether there are as many new as old, where each is to be matched with one."""
    if change.kind == "renumber":
        return len(change.at) == len(change.to)
    if change.kind == "replace":
        return not change.to or len(change.at) == 1
    if change.kind == "words":
        return len(change.new) in (1, len(change.words))
    if change.kind == "add" and change.to:
        return len(change.to) == change.count
    return True
