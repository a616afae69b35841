"""Cases with their verdicts: what the rules are tested with and what a review reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from actions.eligibility.given import Given, GivenError, read_given
from actions.eligibility.model import Fact
from actions.eligibility.yaml_text import parse

USUAL_DAY = date(2026, 11, 22)
_REQUIRED = {"name", "pathway", "facts", "verdict"}
_EXPECTED = ("next", "earliest", "open")
_ALLOWED = {*_REQUIRED, *_EXPECTED, "unknown", "day"}


@dataclass(frozen=True)
class Scenario:
    """A person, and the verdict that the document gives.

    Attributes:
        given: facts, and those the person does not know; durations in days up to ``day``.
        expected: ``next`` (fact asked for next, or None), ``earliest`` (date or None) and ``open``
            (ids of what the text leaves open) where the scenario states them.
    """

    name: str
    pathway: str
    given: Given
    verdict: str
    day: date
    expected: Mapping[str, Any]


def load_scenarios(path: Path, facts: Mapping[str, Fact]) -> list[Scenario]:
    """Read the scenarios of one document; none where it has no file.

    Raises:
        GivenError: a scenario that cannot be judged, with its file and name.
    """
    if not path.exists():
        return []
    try:
        entries = parse(path.read_text(encoding="utf-8")) or []
    except yaml.YAMLError as error:
        raise GivenError(f"{path} is not readable YAML: {error}") from error
    scenarios = [_scenario(entry, facts, path) for entry in entries]
    names = [scenario.name for scenario in scenarios]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise GivenError(f"{path}: more than one scenario is called {', '.join(sorted(twice))}")
    return scenarios


def _scenario(entry: Mapping[str, Any], facts: Mapping[str, Fact], path: Path) -> Scenario:
    wrong = (_REQUIRED - entry.keys()) | (entry.keys() - _ALLOWED)
    if wrong:
        raise GivenError(
            f"{path}: {entry.get('name')}: missing or unknown: {', '.join(sorted(wrong))}; "
            f"a scenario has {', '.join(sorted(_REQUIRED))} and may have "
            f"{', '.join(sorted(_ALLOWED - _REQUIRED))}"
        )
    day = entry.get("day", USUAL_DAY)
    unknown = dict.fromkeys(entry.get("unknown", ()))
    try:
        given = read_given({**entry["facts"], **unknown}, facts, day)
    except GivenError as error:
        raise GivenError(f"{path}: {entry['name']}: {error}") from error
    return Scenario(
        name=entry["name"],
        pathway=entry["pathway"],
        given=given,
        verdict=entry["verdict"],
        day=day,
        expected={key: entry[key] for key in _EXPECTED if key in entry},
    )
