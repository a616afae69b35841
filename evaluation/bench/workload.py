"""What simulated residents say: sessions of realistic pieces, the same for every bot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from evaluation.items import EvaluationError, Item
from evaluation.reading import load_items

WORKLOAD = Path(__file__).parent / "workload.yml"
CHECKS = "checks"
_LONGEST = 500

Piece = tuple[str, ...]


@dataclass(frozen=True)
class Workload:
    """How residents speak.

    Attributes:
        turns: messages in a session.
        shares: name of a set -> how often a piece is taken from it.
        pieces: name of a set -> pieces, each one or more messages.
        openings: what may stand before a question.
        closings: what may stand after it.
        varied_from: characters from which a message is varied.
        typed_answer: what is answered where nothing can be tapped.
        longest_check: questions of the bot that a resident answers in a row.
    """

    turns: int
    shares: Mapping[str, float]
    pieces: Mapping[str, tuple[Piece, ...]]
    openings: tuple[str, ...]
    closings: tuple[str, ...]
    varied_from: int
    typed_answer: str
    longest_check: int


def load_workload(path: Path = WORKLOAD) -> Workload:
    """Read the workload and the open questions.

    Raises:
        EvaluationError: the file or a question file cannot be read, or a set has no question.
    """
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        checks = tuple((text,) for text in entries["checks"])
        workload = Workload(
            turns=int(entries["turns_a_session"]),
            shares=entries["shares"],
            pieces={**_pieces(load_items(("open",))), CHECKS: checks},
            openings=tuple(entries["openings"]),
            closings=tuple(entries["closings"]),
            varied_from=int(entries["varied_from"]),
            typed_answer=entries["typed_answer"],
            longest_check=int(entries["longest_check"]),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise EvaluationError(f"{path} is no workload: {error!r}") from error
    empty = [name for name in workload.shares if not workload.pieces.get(name)]
    if empty:
        raise EvaluationError(f"{path}: no question in {', '.join(empty)}")
    return workload


def _pieces(items: Sequence[Item]) -> dict[str, tuple[Piece, ...]]:
    pieces: dict[str, list[Piece]] = {}
    for item in items:
        said = tuple(step.say for step in item.steps)
        if said and all(len(text) <= _LONGEST for text in said):
            pieces.setdefault(item.set, []).append(said)
    return {name: tuple(found) for name, found in pieces.items()}


class Resident:
    """One simulated resident, who begins a new conversation after each session."""

    def __init__(self, workload: Workload, name: str) -> None:
        """A resident; the same ``name`` always says the same to the same replies."""
        self._workload = workload
        self._name = name
        self._random = Random(name)
        self._sessions = 0
        self._left = 0
        self._piece: Iterator[str] = iter(())
        self._answered = 0

    def next(self, last: Mapping[str, Any]) -> tuple[str, str]:
        """The sender and the next message, given the turn last received (empty for none)."""
        if self._left == 0:
            self._sessions += 1
            self._left, self._piece, last = self._workload.turns, iter(()), {}
        self._left -= 1
        return f"{self._name}-{self._sessions}", self._message(last)

    def _message(self, last: Mapping[str, Any]) -> str:
        if last.get("question") and self._answered < self._workload.longest_check:
            self._answered += 1
            options = last.get("options") or ()
            return str(options[0]["payload"]) if options else self._workload.typed_answer
        self._answered = 0
        message = next(self._piece, None)
        if message is None:
            names = list(self._workload.shares)
            weights = [self._workload.shares[name] for name in names]
            chosen = self._random.choices(names, weights)[0]
            self._piece = iter(self._random.choice(self._workload.pieces[chosen]))
            message = next(self._piece)
        return self._varied(message)

    def _varied(self, message: str) -> str:
        if len(message) < self._workload.varied_from:
            return message
        opening = self._random.choice(self._workload.openings)
        closing = self._random.choice(self._workload.closings)
        return "，".join(part for part in (opening, message, closing) if part)
