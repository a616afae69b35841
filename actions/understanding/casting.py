"""Who is who in what somebody tells: applicant, host and companion, and whose a fact is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from actions.eligibility.model import Choice, Fact, FactValue, Holder
from actions.understanding.kinship import (
    Kinship,
    Move,
    Relative,
    moves,
    relation_to_speaker,
    relatives,
)
from actions.understanding.speech import asks, pattern
from luohu.policy import policy

SPEAKER = "speaker"
_ANYBODY, NO_KIN = "other_relative", "non_relative"


@dataclass(frozen=True)
class Person:
    """Somebody in a case.

    Attributes:
        words: what the one who asks calls them; empty for the one who asks.
        relation: what they are to the one who asks (``kinship.yml``), or ``speaker``.
    """

    words: str
    relation: str


@dataclass(frozen=True)
class Cast:
    """The persons of a case, and what the message tells of how they are related.

    Attributes:
        persons: by their role, as far as the message tells.
        facts: name -> value of the facts that are a relation.
        kin: role -> relation of those whose relation leaves several values (a child of any age).
        moves: how somebody is said to move, where somebody is: to join, or to come along.
    """

    persons: Mapping[Holder, Person] = field(default_factory=dict)
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    kin: Mapping[str, str] = field(default_factory=dict)
    moves: Literal["host", "companion"] | None = None


def cast_of(
    text: str, kinship: Kinship, book: Mapping[str, Fact], meant: Fact | None = None
) -> Cast:
    """Read who moves, who is joined and who comes along.

    Args:
        text: a normalised message.
        kinship: the table of relatives.
        book: all facts by name.
        meant: the relation that was asked for, or that the pathway spoken of depends on: where
            nobody is said to move, a relative who is named is meant by it.
    """
    # Before it is asked, somebody else's move may be told (我同事把她爸妈带上了。我想带我老公).
    last = text.rstrip("。! ").rpartition("。")[2]
    about_oneself = pattern("first_person").search(last) and pattern("wants").search(last)
    told = last if about_oneself or (asks(last) and moves(last, kinship)) else text
    # 让我落到房东那儿 is renting, and joins nobody.
    found = [one for one in moves(told, kinship) if not _is_no_party(one.host)]
    if found:
        meant_move = found[-1 if pattern("corrected").search(told) else 0]
        return _of_move(_as_meant(meant_move, told, meant), book, kinship)
    named = [one for one in relatives(text, kinship) if one.relation != NO_KIN]
    along = pattern("comes_along").search(text)
    if named and along and not pattern("joins").search(text):
        # 岳父岳母能随迁吗,还是只认亲爹妈
        comes = [one for one in named if one.end <= along.start()] or named
        return _of_move(Move(comes[-1], None, "along", comes[-1].relation), book, kinship)
    if meant is None or meant.kinship is None or pattern("settled_by").search(text):
        return Cast()
    # 房主 and 同事 are often spoken of, and 我有老婆 tells of a marriage; short answers mean them.
    if len(text) > policy().lengths.names_a_relative:
        named = [one for one in named if not pattern("has").search(text[: one.start])]
    elif not named:
        named = list(relatives(text, kinship))
    return _answered(_told(named, text), meant, kinship) if named else Cast()


def _is_no_party(relative: Relative | None) -> bool:
    """Whether somebody is spoken of with whom nobody settles, such as the landlord."""
    return relative is not None and bool(pattern("no_party").fullmatch(relative.words))


def _told(named: Sequence[Relative], text: str) -> Relative:
    """Which of several relatives an answer means: who it says it is (是我老公,带爸妈的是我同事)."""
    said = [one for one in named if pattern("it_is").search(text[: one.start])]
    corrects = pattern("corrected").search(text)
    return said[0] if said and not corrects else (said or named)[-1]


def principal_of(text: str, kinship: Kinship) -> Person | None:
    """Whose settling a message asks about, where it says so: a relative's, or the one's who asks.

    Told on behalf of somebody (替我弟问), or asked with them or a pronoun for them as the subject
    (我孙子租了一年半,他能落不). None where nobody is named in that place.
    """
    asked_for = pattern("on_behalf").search(text)
    on_behalf_of = relatives(asked_for[0], kinship) if asked_for else ()
    if on_behalf_of:
        return _person(on_behalf_of[0], kinship)
    breaths = [breath for breath in pattern("breath").split(text) if breath]
    asking = [pattern("may_settle").search(breath) for breath in breaths]
    about: Relative | str | None = None
    meant: Relative | str | None = None
    # Looking for relatives takes long, and few messages ask whether somebody may settle.
    for breath, asked in zip(breaths, asking, strict=True) if any(asking) else ():
        named = _subject(breath, kinship)
        about = named or about
        if asked:
            before = breath[: asked.start()]
            points_back = isinstance(about, Relative) and pattern("someone_else").search(before)
            meant = named or (about if points_back else meant)
    if meant is None:
        return Person("", SPEAKER) if pattern("and_i").search(text) else None
    return _person(meant, kinship) if isinstance(meant, Relative) else Person("", SPEAKER)


def _as_meant(move: Move, text: str, meant: Fact | None) -> Move:
    """A move to the one who asks is coming along where that is spoken of, and the reverse.

    Who is brought (把媳妇的户口带来) comes along, unless joining is spoken of outright.
    """
    role = meant.kinship if meant else None
    mover = move.mover
    if (
        mover
        and pattern("brings").search(text[: mover.start])
        and not pattern("joins").search(text)
    ):
        role = "companion"
    if role == "companion" and move.kind == "join" and move.host is None and mover:
        return replace(move, kind="along", relation=mover.relation)
    settled = move.host and pattern("has_hukou").match(text[move.host.end :])
    if mover is None and settled and not pattern("settled_by").search(text):
        role = "host"
    if role == "host" and move.kind == "along" and move.mover is None and move.host:
        return replace(move, kind="join", relation=move.host.relation)
    return move


def _of_move(move: Move, book: Mapping[str, Fact], kinship: Kinship) -> Cast:
    mover, other = (_person(one, kinship) for one in (move.mover, move.host))
    joins = move.kind == "join"
    persons: dict[Holder, Person] = (
        {"applicant": mover, "host": other} if joins else {"companion": mover, "applicant": other}
    )
    role: Literal["host", "companion"] = "host" if joins else "companion"
    facts: dict[str, FactValue] = {}
    kin: dict[str, str] = {}
    for fact in book.values():
        if fact.kinship == role:
            of_whom = move.host if joins else move.mover
            choices = fitting(fact, move.relation, of_whom)
            if len(choices) == 1:
                facts[fact.name] = choices[0].value
            if choices:
                kin[role] = move.relation
    return Cast(persons, facts, kin, role)


def _answered(relative: Relative, fact: Fact, kinship: Kinship) -> Cast:
    role: Holder = fact.kinship or "host"
    choices = fitting(fact, relative.relation, relative)
    facts = {fact.name: choices[0].value} if len(choices) == 1 else {}
    person = _person(relative, kinship)
    return Cast({role: person}, facts, {role: relative.relation} if choices else {})


def fitting(fact: Fact, relation: str, relative: Relative | None) -> list[Choice]:
    """The choices of a fact that a relation can be, as far as the relative is described.

    Who is only called a relative (亲戚) can be anybody.
    """
    if relative and relation == _ANYBODY and not relative.sure:
        return []
    minor = relative.minor if relative else None
    married = relative.married if relative else None
    return [
        choice
        for choice in fact.choices
        if relation in choice.kin
        and (minor is None or choice.kin_minor in (None, minor))
        and (married is None or choice.kin_married in (None, married))
        and not (minor and choice.kin_married in (True, "was"))
    ]


def _person(relative: Relative | None, kinship: Kinship) -> Person:
    if relative is None:
        return Person("", SPEAKER)
    return Person(relative.words, relation_to_speaker(relative, kinship))


class Ear:
    """Tells whose facts each breath of a message tells.

    A breath without a subject goes on about whom the one before it spoke of, to the end of the
    sentence.
    """

    def __init__(self, kinship: Kinship, persons: Mapping[Holder, Person]) -> None:
        self._kinship = kinship
        self._persons: Mapping[Holder, Person] = {"applicant": Person("", SPEAKER), **persons}
        self._known = bool(persons)
        self._about: str | None = None

    def hears(self, breath: str, begins: bool) -> Collection[Holder] | None:
        """The roles of the person whom a breath is about; None where it does not say.

        Args:
            breath: a stretch of a normalised message.
            begins: whether it begins a sentence.
        """
        if begins:
            self._about = None
        named = _subject(breath, self._kinship)
        if isinstance(named, Relative):
            named = relation_to_speaker(named, self._kinship)
        self._about = named or self._about
        if self._about is None:
            return None
        if self._about != SPEAKER and not self._known:
            return ("host", "companion")
        return [role for role, one in self._persons.items() if one.relation == self._about]

    def plainly(self, breath: str) -> str:
        """A breath in which what somebody else bought is called theirs (我爸买的房 is 我爸的房)."""
        # Looking for relatives takes long, and few breaths tell of a purchase.
        if not pattern("bought").search(breath):
            return breath
        ends = [one.end for one in relatives(breath, self._kinship)]
        ends += [found.end() for found in pattern("someone_else").finditer(breath)]
        for end in sorted(ends, reverse=True):
            bought = pattern("bought").match(breath, end)
            if bought:
                breath = breath[:end] + breath[bought.end() :]
        return breath


def _subject(breath: str, kinship: Kinship) -> Relative | str | None:
    """The relative whom a breath is about, or ``speaker``; None if it has no subject."""
    named = [
        one
        for one in relatives(breath, kinship)
        if not _is_no_party(one)
        and not pattern("led").search(breath[: one.start])
        and not pattern("owned").match(breath[one.end :])
    ]
    speaker = pattern("speaker").search(breath)
    if named and (speaker is None or named[0].start <= speaker.end()):
        return named[0]
    return SPEAKER if speaker else None
