"""The question files, read into items."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from evaluation.items import (
    SPLITS,
    Citizen,
    EvaluationError,
    Expectation,
    Item,
    OwnWords,
    Split,
    Step,
)

QUESTIONS = Path(__file__).parent / "questions"
ANSWERED = ("answer", "eligibility", "question")
KINDS = {
    "questions": ANSWERED,
    "robustness": ANSWERED,
    "flows": ANSWERED,
    "clarify": ("clarify_region",),
    "out_of_scope/far": ("no_answer", "smalltalk", "menu"),
    "out_of_scope/near": ("no_answer", "handoff"),
    "places/region": ANSWERED,
    "places/unsupported": ("unsupported_region",),
}


def load_items(splits: Iterable[Split] = SPLITS, root: Path = QUESTIONS) -> tuple[Item, ...]:
    """Read every item of the splits below ``root``.

    Raises:
        EvaluationError: a file that cannot be read or breaks the schema, or an id used twice.
    """
    items: list[Item] = []
    for split in splits:
        for path in sorted((root / split).glob("*.yml")):
            entries = read_file(path)
            items += [_item(entries, entry, split) for entry in entries["items"]]
    if not items:
        raise EvaluationError(f"{root}: no question file; expected e.g. {root / 'open'}/places.yml")
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise EvaluationError(f"the id {item.id} is used twice below {root}; ids are unique")
        seen.add(item.id)
    return tuple(items)


def read_file(path: Path) -> dict[str, Any]:
    """Read one question file as it stands, checked against the schema beside the questions.

    Raises:
        EvaluationError: not readable, or not of the schema; the message names the place.
    """
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise EvaluationError(f"{path} cannot be read: {error}") from error
    schema = json.loads((QUESTIONS / "items.schema.json").read_text(encoding="utf-8"))
    for fault in Draft202012Validator(schema).iter_errors(entries):
        place = "/".join(str(part) for part in fault.absolute_path)
        raise EvaluationError(f"{path}: at {place}: {fault.message}")
    return dict(entries)


def _item(entries: dict[str, Any], entry: dict[str, Any], split: Split) -> Item:
    name, group = entries["set"], entry.get("group", "")
    region = entry.get("region", entries.get("region"))
    default = KINDS.get(f"{name}/{group}", KINDS.get(name, ()))
    citizen = _citizen(entry["citizen"]) if "citizen" in entry else None
    if citizen:
        steps = []
    elif "steps" in entry:
        steps = [
            Step(_message(step["say"]), _expectation(step, step.get("region"), default))
            for step in entry["steps"]
        ]
    else:
        texts = entry["text"] if isinstance(entry["text"], list) else [entry["text"]]
        scored_region = None if name == "out_of_scope" else region
        steps = [Step(_message(text)) for text in texts[:-1]]
        steps.append(Step(_message(texts[-1]), _expectation(entry, scored_region, default)))
    absent = tuple(entry.get("absent", ()))
    return Item(entry["id"], name, split, group, region, tuple(steps), absent, citizen)


def _citizen(entry: dict[str, Any]) -> Citizen:
    if "said" not in entry:
        return Citizen(**entry)
    said = entry["said"]
    answers = {fact: _any_of(answer) for fact, answer in said["answers"].items()}
    return Citizen(**{**entry, "said": OwnWords(**{**said, "answers": answers})})


def _expectation(entry: dict[str, Any], region: str | None, kinds: tuple[str, ...]) -> Expectation:
    first = tuple(entry.get("first", ()))
    wanted = tuple((quote,) for quote in entry.get("wanted", ()))
    return Expectation(
        kinds=tuple(entry.get("kinds", kinds)),
        region=region,
        first=first,
        among=tuple(entry.get("cites", first)),
        wanted=wanted or ((first,) if first else ()),
        must_say=tuple(_any_of(phrase) for phrase in entry.get("must_say", ())),
        must_not_say=tuple(entry.get("must_not_say", ())),
    )


def _any_of(phrase: str | list[str]) -> tuple[str, ...]:
    return (phrase,) if isinstance(phrase, str) else tuple(phrase)


def _message(message: str | dict[str, Any]) -> str:
    return message if isinstance(message, str) else str(message["say"]) * int(message["times"])
