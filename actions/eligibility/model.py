"""Facts, conditions and pathways as ``facts.yml`` and ``pathways.yml`` state them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

FactValue = bool | int | str
FactType = Literal["bool", "duration", "enum"]
Comparison = Literal["is", "in", "at_least", "less_than"]
Values = FactValue | tuple[FactValue, ...]
Group = Literal["all", "any", "not", "open", "then"]
Holder = Literal["applicant", "host", "companion"]
Reason = Literal["fact_missing", "text_open", "standard_elsewhere"]


@dataclass(frozen=True)
class Choice:
    """A value that a fact can take and how a person would say it.

    Attributes:
        kin: the relations of ``kinship.yml`` that it stands for, under age or not and married or
            not (``was``: no longer) where that is part of it.
        also: other facts that choosing it settles.
        plain: whether a plain yes, or a plain no, to the question says this.
    """

    value: FactValue
    title: str
    words: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    kin_minor: bool | None = None
    kin_married: bool | Literal["was"] | None = None
    also: Mapping[str, FactValue] = field(default_factory=dict)
    over: tuple[FactValue, ...] = ()
    plain: bool | None = None


@dataclass(frozen=True)
class PlaceFact:
    """That a fact is how one place stands to another.

    Attributes:
        of: whose place it is, as ``luohu.places.standing.Whereabouts`` calls it.
        from_: the place spoken of (``here``), or another of the person's.
        values: how the places stand to each other -> value of the fact, None where it tells none.
    """

    of: str
    from_: str
    values: Mapping[str, FactValue | None]


@dataclass(frozen=True)
class Fact:
    """Something about a person that a condition can depend on.

    Attributes:
        type: bool; duration in days up to today; or enum, one of ``choices``.
        label: short name shown to people.
        question: how it is asked; ``{host}`` and ``{companion}`` stand for these persons.
        holder: whose fact it is: the one whose registration is at stake, the one who is joined,
            or the one who comes along.
        cost: how hard it is to know, 1 (everyone does) to 5 (papers must be fetched).
        kinship: set where the fact is whom somebody joins, or who comes along.
        choices_named: offer only the choices that a pathway's conditions name, and the last one.
        place: set where the fact is how two places stand to each other.
        names_pathway: its values are pathways; the one being spoken of is taken for it.
        of_family: relatives are named where it is told, so that they are not whose fact it is.
        lines: the lengths in months at which the conditions of some document turn.
        cautious: which end of a vague duration counts, the shorter or the longer.
        facet: the facet of a pathway that a condition on it states (``facets.yml``), if any.
        cues: patterns that tie a phrase to this fact (see ``actions.understanding.facts``).
    """

    name: str
    type: FactType
    label: str
    question: str
    cost: int
    choices: tuple[Choice, ...] = ()
    holder: Holder = "applicant"
    kinship: Literal["host", "companion"] | None = None
    choices_named: bool = False
    place: PlaceFact | None = None
    names_pathway: bool = False
    of_family: bool = False
    lines: tuple[int, ...] = ()
    cautious: Literal["short", "long"] = "short"
    facet: str | None = None
    cues: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Predicate:
    """A comparison over one fact.

    Attributes:
        value: what the fact is compared with: a value, values for ``in``, months for durations.
    """

    comparison: Comparison
    value: Values


@dataclass(frozen=True)
class Opening:
    """Where the words of a document neither grant nor refuse.

    Attributes:
        text: what the document leaves unsaid, in plain words.
        quote: the words that leave it open.
        ask: who can say; None for the registration window.
        reason: whether the text itself is open, or its standard stands in other rules.
    """

    text: str
    quote: str
    ask: str | None = None
    reason: Reason = "text_open"


@dataclass(frozen=True)
class Condition:
    """One requirement of a pathway: a comparison over one fact, and the words that require it.

    Attributes:
        core: when it is clearly met; None where the words leave even that open.
        text: the requirement in plain words.
        quote: the words of the document that state it.
        meet: what a person can do to meet it, or None where nothing can be done.
        opening: what the words leave open outside the core, if anything.
        opens: for which values of the fact they do; None for all outside the core.
    """

    id: str
    fact: str
    core: Predicate | None
    text: str
    quote: str
    meet: str | None = None
    opening: Opening | None = None
    opens: Predicate | None = None

    @property
    def tests(self) -> tuple[Predicate, ...]:
        """The comparisons by which the fact decides."""
        return tuple(test for test in (self.core, self.opens) if test)


@dataclass(frozen=True)
class Tree:
    """Conditions joined: all of them, any of them, not the one, or open where the one holds.

    ``then`` joins two like ``all``, but the second comes up only once the first is decided.

    Attributes:
        id, opening: of a group that is ``open``; without parts it is so for everybody.
    """

    group: Group
    parts: tuple[Tree | Condition, ...]
    id: str = ""
    opening: Opening | None = None

    @cached_property
    def facts(self) -> frozenset[str]:
        """The facts on which it depends."""
        own = (part.facts if isinstance(part, Tree) else {part.fact} for part in self.parts)
        return frozenset().union(*own)


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
    """A reading that people must be told of.

    Attributes:
        condition: what it is about: it matters only to those who have not failed that one.
    """

    kind: Literal["ambiguous_clause", "standard_elsewhere", "verify_locally"]
    text: str
    quote: str
    condition: str | None = None


@dataclass(frozen=True)
class Gap:
    """Something on which a document is silent.

    Attributes:
        facet: what is asked by those who ask for it (``facets.yml``), if that is one thing.
        condition: the condition whose verdict it limits, if it limits one.
        quote: the words that leave it to other rules, or that come nearest, if any do.
        general: whether it is said of the whole document, not of this pathway.
    """

    text: str
    facet: str | None = None
    condition: str | None = None
    quote: str | None = None
    general: bool = False


@dataclass(frozen=True)
class Pathway:
    """One way to apply that a document opens.

    Attributes:
        id: pathway id of the turn contract.
        title: what it is called.
        summary: the answer to a policy question about it, in plain words.
        quotes: the words that open it, the most telling first.
        requires: its conditions, with what is left to rules elsewhere among them.
        elsewhere: set where the document leaves a standard to rules that are not here; no
            verdict is better than undetermined then.
        apply_at: where the document says to apply.
        lands_at: where it says that the registration is put, which need not be the same.
        presumes: facts that asking about the pathway already states, such as renting.
        facets: what the document states of one thing that is asked, by facet, where no other part
            of the pathway says it.
        gaps: what the text is silent on, of this pathway or of every one.
        readings: how doubtful words were read, for the review.
    """

    id: str
    title: str
    summary: str
    quotes: tuple[str, ...]
    requires: Tree
    materials: Materials | None = None
    apply_at: Stated | None = None
    lands_at: Stated | None = None
    companions: Companions | None = None
    elsewhere: Stated | None = None
    notices: tuple[PathwayNotice, ...] = ()
    presumes: tuple[str, ...] = ()
    facets: Mapping[str, Stated] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
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
