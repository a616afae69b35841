"""What the table of kinship holds, and what is read with it: relatives and moves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Married = bool | Literal["was"] | None
MoveKind = Literal["join", "along"]


@dataclass(frozen=True)
class Term:
    """A word for a relative; see ``kinship.yml`` for what each attribute means.

    Attributes:
        unless_after: where this ends the text before the word, it is no such word.
    """

    relation: str
    side: str | None = None
    sex: str | None = None
    said_by: str | None = None
    plural: bool = False
    sure: bool = True
    minor: bool | None = None
    needs_owner: bool = False
    address: bool = False
    general: bool = False
    then: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None
    unless_after: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Trait:
    """What words before or after a relative tell of that person."""

    minor: bool | None
    married: Married
    before: re.Pattern[str]
    after: re.Pattern[str]


@dataclass(frozen=True)
class Saying:
    """A way of saying that somebody goes to or with somebody."""

    kind: MoveKind
    said: re.Pattern[str]
    host: str | None
    couple: bool
    mutual: bool


@dataclass(frozen=True)
class Kinship:
    """The table of ``kinship.yml``, ready to be read with.

    Attributes:
        terms: every word for a relative.
        lengths: for each first character of a word the lengths of such words, longest first.
        patterns: the patterns of speech and moves by name.
        compose: first relation -> second -> what the second is to the speaker.
        family: first relation -> second -> what the second is to the first.
        bare: pairs that are a chain without a word between them.
        told_behind: what is said behind a word and makes it another, with the words it makes so.
    """

    terms: Mapping[str, Term] = field(repr=False)
    lengths: Mapping[str, tuple[int, ...]] = field(repr=False)
    patterns: Mapping[str, re.Pattern[str]] = field(repr=False)
    traits: tuple[Trait, ...] = field(repr=False)
    sayings: tuple[Saying, ...] = field(repr=False)
    compose: Mapping[str, Mapping[str, str]] = field(repr=False)
    family: Mapping[str, Mapping[str, str]] = field(repr=False)
    bare: frozenset[str] = field(repr=False)
    told_behind: tuple[tuple[re.Pattern[str], Mapping[str, Term]], ...] = field(repr=False)


@dataclass(frozen=True)
class Relative:
    """A person named in a text.

    Attributes:
        start, end: where the words stand in the text.
        words: as said, without the speaker's "my" in front.
        relation: what the person is to ``of``.
        of: "speaker"; the relation of another relative where "his" or "her" points to that one;
            "someone" where it points to nobody named.
        side: own, spouse, paternal, maternal, or None.
        sex: m, f, or None.
        years: the age told, of a range or an age not reached yet the lower end.
        minor: whether under age, None where nothing tells.
        married: "was" for divorced or widowed, None where nothing tells.
        plural: whether the words name several people.
        sure: False where the words may also mean another relation.
    """

    start: int
    end: int
    words: str
    relation: str
    of: str = "speaker"
    side: str | None = None
    sex: str | None = None
    years: int | None = None
    minor: bool | None = None
    married: Married = None
    plural: bool = False
    sure: bool = True


@dataclass(frozen=True)
class Move:
    """Who goes to whom.

    Attributes:
        mover: who joins or comes along, None for the speaker.
        host: who is joined or comes first, None for the speaker.
        kind: "join" to be registered with somebody, "along" to move together with somebody.
        relation: for "join" what the host is to the mover, for "along" what the mover (the
            companion) is to the host (the principal).
    """

    mover: Relative | None
    host: Relative | None
    kind: MoveKind
    relation: str
