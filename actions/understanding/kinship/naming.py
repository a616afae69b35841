"""The people whom a text names, each with what is told beside the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.understanding.kinship.composing import chained, relation_to_speaker
from actions.understanding.kinship.matching import Match, chains
from actions.understanding.kinship.model import Kinship, Married, Relative, Trait
from actions.understanding.spans import range_of

_ADULT = 18


@dataclass(frozen=True)
class Person:
    """A relative with what only reading needs.

    Attributes:
        reach: where the words begin together with whose the person is and what age.
        owned: whether the words say whose.
        said_by: the sex of those who call somebody so.
        general: whether the words stand for people in general where nobody owns them.
        named: False for people in general, who are no relative unless they move.
    """

    relative: Relative
    reach: int
    owned: bool
    said_by: str | None
    general: bool
    named: bool


def relatives(text: str, words: Kinship) -> tuple[Relative, ...]:
    """The relatives, and the non-relatives in the place of one, that a normalised text names."""
    return tuple(person.relative for person in persons(text, words) if person.named)


def persons(text: str, words: Kinship) -> list[Person]:
    """Everybody whom a normalised text names, also people in general, left to right."""
    found: list[Person] = []
    for chain in chains(text, words):
        found.append(_person(text, chain, found, words))
    return found


def antecedent(
    pronoun: str, earlier: Sequence[Person], words: Kinship, alone: bool = False
) -> Person | None:
    """The nearest one before whom "he" or "she" can mean.

    Standing alone it means rather one whose words say the sex.
    """
    sex, barred = ("f", "m") if words.patterns["she"].match(pronoun) else ("m", "f")
    able = [one for one in reversed(earlier) if one.named and one.relative.sex != barred]
    clear = [one for one in able if one.relative.sex == sex] if alone else []
    return next(iter(clear or able), None)


def _person(text: str, chain: list[Match], earlier: Sequence[Person], words: Kinship) -> Person:
    first, last = chain[0], chain[-1]
    who, sure = chained([match.term for match in chain], words)
    owner = first.owner
    start, of = first.start, "speaker"
    if first.before and owner in ("third", "you"):
        start = first.before.start(owner)
        one = antecedent(first.before[owner], earlier, words) if owner == "third" else None
        of = relation_to_speaker(one.relative, words) if one else "someone"
        sure = sure and one is not None
    told = _told(text, chain, words)
    general = len(chain) == 1 and first.term.general
    return Person(
        relative=Relative(
            start=start,
            end=last.end,
            words=text[start : last.end],
            relation=who.relation,
            of=of,
            side=who.side,
            sex=who.sex,
            years=told.years,
            minor=told.minor,
            married=told.married,
            plural=told.plural,
            sure=sure,
        ),
        reach=first.reach,
        owned=owner is not None,
        said_by=first.term.said_by,
        general=general,
        named=owner is not None or not (general and first.term.needs_owner),
    )


@dataclass
class _Told:
    """What the name of a person and the words beside it tell."""

    minor: bool | None
    plural: bool
    married: Married = None
    years: int | None = None

    def add(self, trait: Trait) -> None:
        """Take over what a trait says; where it says nothing, what was told stays."""
        if trait.minor is not None:
            self.minor = trait.minor
        if trait.married is not None:
            self.married = trait.married


def _told(text: str, chain: list[Match], words: Kinship) -> _Told:
    first, last = chain[0], chain[-1]
    told = _Told(minor=last.term.minor, plural=last.term.plural)
    if len(chain) > 1:
        _add_told_before(told, text[chain[-2].end : last.start], words)
    elif first.before:
        told.plural = told.plural or bool(first.before["several"])
        _add_told_before(told, first.before.group(), words)
    at = last.end
    many = words.patterns["plural"].match(text, at)
    if many:
        told.plural, at = True, many.end()
    lead = text[max(first.reach - 4, 0) : first.reach]
    if text.startswith(",", at) and words.patterns["naming"].search(lead):
        at += 1
    _add_told_after(told, text, at, words)
    if told.minor is None and told.years is not None:
        told.minor = told.years < _ADULT
    if told.minor is None and told.married:
        told.minor = False
    return told


def _add_told_before(told: _Told, lead: str, words: Kinship) -> None:
    aged = words.patterns["years_before"].search(lead)
    told.years = _years(aged)
    for trait in words.traits:
        found = trait.before.search(lead)
        if found:
            told.add(trait)
            # The eighteen of "not yet eighteen" is no age.
            if aged and found.start() <= aged.start("years") < found.end():
                told.years = None


def _add_told_after(told: _Told, text: str, at: int, words: Kinship) -> None:
    aged = words.patterns["years_after"].match(text, at)
    if aged:
        told.years = _years(aged)
        at = aged.end()
    for trait in words.traits:
        if trait.after.match(text, at):
            told.add(trait)


def _years(match: re.Match[str] | None) -> int | None:
    between = range_of(match["years"]) if match else None
    if match is None or between is None:
        return None
    return int(between[0]) - 1 if match["near"] else int(between[0])
