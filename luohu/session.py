"""Made by `python -m tools.generate` from contract/session.schema.json; edit that instead."""

from __future__ import annotations

from typing import TypedDict


class AskedState(TypedDict, total=False):
    """A question of the person that can be taken up again."""

    text: str
    subjects: dict[str, float]


class CaseState(TypedDict, total=False):
    """What is known of somebody whose case was laid aside; fields as in the session."""

    region: str | None
    topic: str | None
    judged: str | None
    facts: dict[str, bool | int | str]
    rough: list[str]
    persons: dict[str, PersonState]
    kin: dict[str, str]
    places: dict[str, list[str]]
    unknown: list[str]


class PersonState(TypedDict):
    """Somebody in a case."""

    words: str
    relation: str


class SessionState(TypedDict, total=False):
    """What is remembered of a conversation between two turns."""

    region: str | None
    compared: list[str]
    outside: str | None
    guess: str | None
    topic: str | None
    judged: str | None
    checking: str | None
    asked_fact: str | None
    ways: list[str]
    basis_asked: bool
    asked: int
    offer: str | None
    facts: dict[str, bool | int | str]
    rough: list[str]
    persons: dict[str, PersonState]
    kin: dict[str, str]
    places: dict[str, list[str]]
    unknown: list[str]
    cases: dict[str, CaseState]
    question: AskedState | None
    told: AskedState | None
    waiting: bool
    misses: int
    still_open: int
