"""The parts of a turn, as ``contract/turn.schema.json`` names them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from actions.corpus import Status

Kind = Literal[
    "answer",
    "eligibility",
    "question",
    "clarify_region",
    "comparison",
    "no_answer",
    "unsupported_region",
    "handoff",
    "refusal",
    "smalltalk",
    "menu",
]
NoticeKind = Literal[
    "expired",
    "not_yet_effective",
    "undated",
    "standard_elsewhere",
    "ambiguous_clause",
    "verify_locally",
    "privacy",
    "degraded",
    "handed_over",
]
Role = Literal["answers", "condition", "related"]
PartKind = Literal[
    "conclusion", "answer", "clause", "silence", "condition", "notice", "question", "offer"
]
Outcome = Literal["answered", "silent", "out_of_scope"]

VERSION = 2


@dataclass(frozen=True)
class RegionRef:
    """The jurisdiction a turn speaks of."""

    code: str
    name: str


@dataclass(frozen=True)
class AmendedBy:
    """An item of an act that gave a clause of another document its words.

    Attributes:
        item: its labels, such as 二/(一); empty where it has none.
        since: the first day on which these words hold.
    """

    document: str
    title: str
    doc_number: str | None
    item: str
    since: str


@dataclass(frozen=True)
class Citation:
    """A quotation from a document, with what a reader needs to find and weigh it.

    Attributes:
        role: whether the clause answers, is the basis of a condition, or is shown as near.
        amendments: the items of other acts that gave the clause its words, the oldest first.
        amended_on: the day from which the document has another wording.
    """

    document: str
    title: str
    doc_number: str | None
    issuer: str
    clause: str
    heading: str
    quote: str
    status: Status
    effective_from: str | None
    expires_on: str | None
    role: Role = "answers"
    amendments: tuple[AmendedBy, ...] = ()
    amended_on: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The citation as the contract's JSON object."""
        return stated(asdict(self))


@dataclass(frozen=True)
class Notice:
    """Something a person must know beside the answer."""

    kind: NoticeKind
    text: str


@dataclass(frozen=True)
class Option:
    """A tap: its label and the message that it sends."""

    title: str
    payload: str


@dataclass(frozen=True)
class Question:
    """A fact that the bot asks for."""

    fact: str
    text: str
    why: str


@dataclass(frozen=True)
class Part:
    """A stretch of what is said, with its role in the turn.

    Attributes:
        citations: which of the turn's citations it rests on, by number.
        excerpt: the stretch of a clause's quote that is said, where that is not all of it.
    """

    kind: PartKind
    text: str
    citations: tuple[int, ...] = ()
    excerpt: str | None = None


@dataclass(frozen=True)
class Answered:
    """What one of several questions came to.

    Attributes:
        question: its last words.
        citations: which of the turn's citations answer it, by number.
    """

    question: str
    outcome: Outcome
    topic: str | None = None
    facet: str | None = None
    citations: tuple[int, ...] = ()


@dataclass(frozen=True)
class FactTold:
    """A fact that was noted, in words.

    Attributes:
        whose: what the person is called whose fact it is.
        payload: the message that changes it.
    """

    fact: str
    label: str
    value: str
    whose: str
    payload: str


@dataclass(frozen=True)
class Office:
    """Where to go, as the office itself gives it; empty where it gives nothing.

    Attributes:
        source: who says so.
        checked_on: the day on which somebody last made sure of it.
    """

    name: str
    address: str
    hours: str
    does: str
    phone: str
    map_link: str
    source: str
    checked_on: str


@dataclass(frozen=True)
class Turn:
    """What the bot says in one turn.

    Attributes:
        parts: what is said, in order; the text is rendered from them.
        eligibility: the verdict object of the contract, or None where the turn gives none.
        answers: what each question came to, where several were asked.
        overview: what several pathways come to, as the contract's objects.
        facts_told: what the verdict rests on, for review.
        offices: where to go, by the offices' own word; no document says so.
    """

    kind: Kind
    parts: tuple[Part, ...]
    region: RegionRef | None = None
    topic: str | None = None
    citations: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()
    options: tuple[Option, ...] = ()
    question: Question | None = None
    eligibility: dict[str, Any] | None = None
    answers: tuple[Answered, ...] = ()
    overview: tuple[dict[str, Any], ...] = ()
    facts_told: tuple[FactTold, ...] = ()
    offices: tuple[Office, ...] = ()

    @property
    def text(self) -> str:
        """The turn in plain words, complete without anything else."""
        return "\n".join(part.text for part in self.parts)

    def led_by(self, lead: str) -> Turn:
        """The turn with words put before its first sentence."""
        first, *rest = self.parts
        return replace(self, parts=(replace(first, text=lead + first.text), *rest))

    def with_part(self, part: Part) -> Turn:
        """The turn with one more thing said at its end."""
        return replace(self, parts=(*self.parts, part))

    def as_dict(self) -> dict[str, Any]:
        """The turn as the contract's JSON object; optional parts are left out when absent."""
        turn = {"version": VERSION, "text": self.text, **asdict(self)}
        for name in ("parts", "answers"):
            for one in turn[name]:
                one["citations"] = list(one["citations"])
                if one.get("excerpt", "") is None:
                    del one["excerpt"]
        optional = ("question", "eligibility", "answers", "overview", "facts_told", "offices")
        turn["citations"] = [stated(one) for one in turn["citations"]]
        for name in ("parts", "citations", "notices", "options", *optional[2:]):
            turn[name] = list(turn[name])
        for name in optional:
            if not turn[name]:
                del turn[name]
        return turn


def stated(citation: dict[str, Any]) -> dict[str, Any]:
    """A citation's object without what is only there where a text was amended."""
    citation["amendments"] = list(citation["amendments"])
    return {
        name: value
        for name, value in citation.items()
        if value or name not in ("amendments", "amended_on")
    }
