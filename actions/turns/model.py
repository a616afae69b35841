"""The parts of a turn, as ``contract/turn.schema.json`` names them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
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
]


@dataclass(frozen=True)
class RegionRef:
    """The jurisdiction a turn speaks of."""

    code: str
    name: str


@dataclass(frozen=True)
class Citation:
    """A quotation from a document, with what a reader needs to find and weigh it."""

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
class Turn:
    """What the bot says in one turn.

    Attributes:
        eligibility: the verdict object of the contract, or None where the turn gives none.
    """

    kind: Kind
    text: str
    region: RegionRef | None = None
    topic: str | None = None
    citations: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()
    options: tuple[Option, ...] = ()
    question: Question | None = None
    eligibility: dict[str, Any] | None = None

    def as_dict(self) -> dict[str, Any]:
        """The turn as the contract's JSON object; optional parts are left out when absent."""
        turn = asdict(self)
        for name in ("citations", "notices", "options"):
            turn[name] = list(turn[name])
        for name in ("question", "eligibility"):
            if turn[name] is None:
                del turn[name]
        return turn
