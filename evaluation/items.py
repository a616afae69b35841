"""What an evaluation item is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Split = Literal["open", "held_out"]
SPLITS: tuple[Split, ...] = ("open", "held_out")


class EvaluationError(Exception):
    """Something the person running the evaluation can mend; the message says what and how."""


@dataclass(frozen=True)
class Expectation:
    """What a true reply to one message looks like. An empty field asks for nothing.

    Attributes:
        kinds: turn kinds of which the reply is one.
        region: GB/T 2260 code that the reply speaks of.
        first: quotes of which the first citation hits one.
        among: quotes of which some citation hits one.
        wanted: for each entry, some citation hits one of its quotes.
        must_say: for each entry, one of its wordings stands in the reply's text.
        must_not_say: phrases that do not stand in the reply's text.
    """

    kinds: tuple[str, ...] = ()
    region: str | None = None
    first: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    wanted: tuple[tuple[str, ...], ...] = ()
    must_say: tuple[tuple[str, ...], ...] = ()
    must_not_say: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """Every quote that is expected somewhere, each once, in order."""
        quotes = (*self.first, *self.among, *(quote for any_of in self.wanted for quote in any_of))
        return tuple(dict.fromkeys(quotes))


@dataclass(frozen=True)
class Step:
    """One message of a resident, and what is expected of the reply where it is scored."""

    say: str
    expect: Expectation | None = None


Manner = Literal["once", "shuffled", "asked"]


@dataclass(frozen=True)
class OwnWords:
    """What one citizen says, written for that person alone.

    Attributes:
        opening: the first message.
        way: what is answered to the question on what they want to settle by.
        unsure: what is answered where the person does not know, or was given no answer.
        answers: fact -> what is answered when it is asked for, one after the other if asked again.
    """

    opening: str
    way: str
    unsure: str
    answers: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Citizen:
    """Somebody who wants to be checked: what is true of them, and the verdict that is theirs.

    Attributes:
        facts: by name as in the scenarios of the rules; None where the person does not know.
        manner: everything in the first message, half of it in any order, or only when asked.
        said: words of their own; without them they speak the sayings of all citizens.
    """

    pathway: str
    facts: Mapping[str, object]
    verdict: str
    manner: Manner = "asked"
    said: OwnWords | None = None


@dataclass(frozen=True)
class Item:
    """One conversation with the bot.

    Attributes:
        set: name of the question set, e.g. ``places``.
        group: a part of the set that is scored by itself, e.g. ``near``; empty for none.
        region: code of the document that the item is about, None for none in particular.
        absent: words that do not stand in that document.
        citizen: who leads the conversation where it has no steps of its own.
    """

    id: str
    set: str
    split: Split
    group: str
    region: str | None
    steps: tuple[Step, ...]
    absent: tuple[str, ...] = ()
    citizen: Citizen | None = None

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """Pairs of region code and expected quote, each once, in order."""
        pairs = (
            (step.expect.region or self.region or "", quote)
            for step in self.steps
            if step.expect
            for quote in step.expect.labels
        )
        return tuple(dict.fromkeys(pairs))
