"""What an amending act says of another document, item by item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from actions.publishing.amending.language import Kind
from actions.publishing.amending.references import Reference, Unit
from actions.publishing.amending.sentences import Quotation, Sentence


@dataclass(frozen=True)
class Change:
    """One change.

    Attributes:
        kind: what is done.
        sentence: where the act says so.
        at: the places that are changed, or beside which something is added; none for all of it.
        to: the places under which they stand from then on, where the act names them.
        words: the words that are looked for.
        new: what comes instead, or is added.
        side: on which side of ``at`` something is added.
        unit: what is added, or whose order is changed.
        count: how many of them are added.
        everywhere: the words are changed wherever they stand.
    """

    kind: Kind
    sentence: Sentence
    at: tuple[Reference, ...] = ()
    to: tuple[Reference, ...] = ()
    words: tuple[Quotation, ...] = ()
    new: tuple[Quotation, ...] = ()
    side: Literal["前", "后"] | None = None
    unit: Unit = "条"
    count: int = 1
    everywhere: bool = False


@dataclass(frozen=True)
class Left:
    """What an act says that is not applied: somebody has to look at it.

    Attributes:
        why: a name under ``amending.why`` of ``wording.yml``.
        about: what that sentence is filled in with.
    """

    sentence: Sentence
    why: str
    about: str = ""


@dataclass(frozen=True)
class ActRead:
    """What an act says of one document.

    Attributes:
        changes: what is understood, in order.
        left: what is not.
        own: sentences of the act that change nothing.
        others: those that are about other documents.
    """

    changes: tuple[Change, ...]
    left: tuple[Left, ...]
    own: tuple[Sentence, ...]
    others: tuple[Sentence, ...]
