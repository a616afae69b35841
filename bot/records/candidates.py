"""Writes what operators changed or did not use as candidates for the evaluation.

``python -m bot.records.candidates --out candidates.yml`` writes a file of questions in the form of
``evaluation/questions/items.schema.json``. A person reads it, puts ``first`` and ``must_say`` to
what shall be measured, strikes out the rest, and hands it to ``python -m evaluation add``.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.places import region_ref
from bot.records.database import Connection, Database, RecordsError, database
from bot.records.private import write_private
from bot.records.suggestions import Suggestion, call_regions, disputed, suggestions_of
from luohu.settings import ROOT, SettingsError

# Said before in the same call, so that the question can be understood.
_MOST_BEFORE = 4
_SETS = ROOT / "evaluation" / "questions"


def candidates(connection: Connection, since: date | None = None) -> str:
    """The candidates as a file of questions; why each is one stands above it as a comment."""
    found = [one for one in disputed(connection, since) if one.said]
    regions = call_regions(connection, {one.call for one in found})
    items = [_item(connection, one, one.region or regions.get(one.call)) for one in found]
    head = yaml.safe_dump({"set": "questions"}, sort_keys=False)
    if not items:
        return f"{head}items: []\n"
    return f"{head}items:\n" + "".join(items)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.records.candidates",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--since", type=date.fromisoformat, help="first day, as 2026-11-01")
    parser.add_argument("--out", type=_outside_the_sets, help="file to write, else it is printed")
    options = parser.parse_args(arguments)
    try:
        text = asyncio.run(_read(database(), options.since))
    except (RecordsError, SettingsError) as error:
        print(f"nothing written: {error}", file=sys.stderr)
        return 1
    if options.out is None:
        print(text, end="")
    else:
        write_private(options.out, text)
        print(f"{text.count('- id: ')} candidates written to {options.out}", file=sys.stderr)
    return 0


async def _read(records: Database, since: date | None) -> str:
    return await records.read(candidates, since)


def _item(connection: Connection, suggestion: Suggestion, region: str | None) -> str:
    item: dict[str, Any] = {"id": f"call_{suggestion.id[:12]}-01"}
    texts = _texts(suggestions_of(connection, suggestion.call), suggestion, region)
    item["text"] = texts[0] if len(texts) == 1 else texts
    if region:
        item["region"] = region
    comments = "".join(f"# {line}\n" for line in _comments(suggestion))
    return comments + yaml.safe_dump([item], allow_unicode=True, sort_keys=False, width=1000)


def _texts(all_of_call: Iterable[Suggestion], it: Suggestion, region: str | None) -> list[str]:
    """What the caller said up to the question, beginning with the place that was known."""
    before = [one.said for one in all_of_call if one.said and one.at < it.at]
    texts = [*before[-_MOST_BEFORE:], it.said]
    place = region_ref(region)
    short = place["name"][:2] if place else ""
    return texts if short in "".join(texts) or not place else [place["name"], *texts]


def _comments(suggestion: Suggestion) -> Iterator[str]:
    decision = suggestion.decision
    assert decision
    yield _line(f"{decision.decision}: {decision.reason or '-'}")
    if decision.text:
        yield _line(f"told instead: {decision.text}")
    shown = suggestion.shown.get("short") or suggestion.turn["text"]
    yield _line(f"suggested ({suggestion.turn['kind']}): {shown}")
    for citation in suggestion.turn["citations"]:
        yield _line(_cited(citation))


def _cited(citation: Mapping[str, Any]) -> str:
    return f"cited: {citation['document']} {citation['clause']}: {citation['quote']}"


def _line(text: str) -> str:
    """A comment is one line, whatever line ends stand in it."""
    return " ".join(text.split())[:400]


def _outside_the_sets(given: str) -> Path:
    path = Path(given)
    if path.resolve().is_relative_to(_SETS):
        raise argparse.ArgumentTypeError(
            f"{path} lies in the question sets: candidates are read by a person before"
        )
    return path


if __name__ == "__main__":
    sys.exit(main())
