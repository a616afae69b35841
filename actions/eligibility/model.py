"""Facts, conditions and pathways as ``facts.yml`` and ``pathways.yml`` state them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

FactValue = bool | int | str
FactType = Literal["bool", "duration", "enum"]
Comparison = Literal["is", "in", "at_least", "less_than"]
Group = Literal["all", "any", "not"]


@dataclass(frozen=True)
class Choice:
    """A value that a fact can take and how a person would say it."""

    value: FactValue
    title: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fact:
    """Something about a person that a condition can depend on.

    Attributes:
        type: bool; duration in days up to today; or enum, one of ``choices``.
        label: short name shown to people.
        question: how it is asked.
        cost: how hard it is to know, 1 (everyone does) to 5 (papers must be fetched).
        cautious: which end of a vague duration counts, the shorter or the longer.
        cues: patterns that tie a phrase to this fact (see ``actions.understanding.facts``).
    """

    name: str
    type: FactType
    label: str
    question: str
    cost: int
    choices: tuple[Choice, ...] = ()
    cautious: Literal["short", "long"] = "short"
    cues: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Condition:
    """One requirement of a pathway: a comparison over one fact, and the words that require it.

    Attributes:
        value: what the fact is compared with: a value, values for ``in``, months for durations.
        text: the requirement in plain words.
        quote: the words of the document that state it.
        meet: what a person can do to meet it, or None where nothing can be done.
    """

    id: str
    fact: str
    comparison: Comparison
    value: FactValue | tuple[FactValue, ...]
    text: str
    quote: str
    meet: str | None


@dataclass(frozen=True)
class Tree:
    """Conditions joined: all of them, any of them, or not the one."""

    group: Group
    parts: tuple[Tree | Condition, ...]


@dataclass(frozen=True)
class Stated:
    """Something a document states, with the words that state it."""

    text: str
    quote: str


@dataclass(frozen=True)
class Materials:
    """What to bring, item by item as the document lists it."""

    items: tuple[str, ...]
    quote: str


@dataclass(frozen=True)
class Companions:
    """Who may come along.

    Attributes:
        relations: relation id -> allowed, conditional or not_listed.
        note: what the text says of them beside the list.
    """

    quote: str
    relations: Mapping[str, str]
    note: str | None = None


@dataclass(frozen=True)
class PathwayNotice:
    """A reading or a gap that people must be told of."""

    kind: Literal["ambiguous_clause", "standard_elsewhere", "verify_locally"]
    text: str
    quote: str


@dataclass(frozen=True)
class Pathway:
    """One way to apply that a document opens.

    Attributes:
        id: pathway id of the turn contract.
        title: what it is called.
        summary: the answer to a policy question about it, in plain words.
        quotes: the words that open it, the most telling first.
        requires: its conditions.
        elsewhere: set where the document leaves a standard to rules that are not here; no
            verdict is better than undetermined then.
        presumes: facts that asking about the pathway already states, such as renting.
        gaps: what the text leaves open.
        readings: how doubtful words were read, for the review.
    """

    id: str
    title: str
    summary: str
    quotes: tuple[str, ...]
    requires: Tree
    materials: Materials | None = None
    apply_at: Stated | None = None
    companions: Companions | None = None
    elsewhere: Stated | None = None
    notices: tuple[PathwayNotice, ...] = ()
    presumes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Absent:
    """A pathway that a document does not open, and where to look instead.

    Attributes:
        note: what the document says instead, in plain words.
        see: the pathway of the same document that comes nearest, if any.
        quote: the words that come nearest, if any.
    """

    note: str
    see: str | None = None
    quote: str | None = None


@dataclass(frozen=True)
class Rulebook:
    """The pathways of one document."""

    folder: str
    pathways: Mapping[str, Pathway]
    absent: Mapping[str, Absent]
