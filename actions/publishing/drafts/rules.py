"""Rules as the desk's forms have them: proposed, and turned into what ``pathways.yml`` holds.

Each pathway, condition and list of papers says whether a person has confirmed it. Only what is
confirmed is turned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from actions.eligibility.model import Predicate
from actions.publishing.drafting.propose import Proposed, ProposedPathway

JSON = dict[str, Any]
Form = Mapping[str, Any]

_DURATIONS = ("at_least", "less_than")
_MONTHS = 12
_SHOWN = 2
# What a pathway may have beside its conditions, each with the words that state it.
_PARTS = ("apply_at", "lands_at")


def proposed_form(proposals: tuple[ProposedPathway, ...]) -> JSON:
    """Proposals as forms, in the document's order; none of it is confirmed."""
    return {"pathways": {one.id: _pathway(one) for one in proposals}, "absent": {}}


def rules_of(form: Form) -> JSON:
    """What the confirmed parts of forms come to, in the form of ``pathways.yml``."""
    confirmed = {name: one for name, one in form["pathways"].items() if is_confirmed(one)}
    pathways = {name: _rules(one) for name, one in confirmed.items()}
    absent = {
        name: {"note": one["note"]} for name, one in form["absent"].items() if name not in pathways
    }
    return {"pathways": pathways, **({"absent": absent} if absent else {})}


def undecided(form: Form) -> Iterator[tuple[str, str]]:
    """What is proposed and neither confirmed nor dropped: its pathway, and its words."""
    for name, one in form["pathways"].items():
        if one["state"] == "proposed":
            yield name, one["title"]
        elif is_confirmed(one):
            parts = [*one["conditions"], *([one["materials"]] if one["materials"] else [])]
            for part in parts:
                if part["state"] == "proposed":
                    yield name, part.get("text") or part["quote"]


def is_confirmed(one: Mapping[str, Any]) -> bool:
    """Whether a person has confirmed a part of a form."""
    return bool(one["state"] == "confirmed")


def condition_ids(pathway: Mapping[str, Any]) -> list[str]:
    """The ids of a pathway's confirmed conditions, by their facts, in order."""
    taken: dict[str, int] = {}
    ids = []
    for one in filter(is_confirmed, pathway["conditions"]):
        taken[one["fact"]] = taken.get(one["fact"], 0) + 1
        count = taken[one["fact"]]
        ids.append(one["fact"] if count == 1 else f"{one['fact']}_{count}")
    return ids


def _pathway(one: ProposedPathway) -> JSON:
    materials = {"state": "proposed", "items": list(one.materials), "quote": one.quote}
    return {
        "state": "proposed",
        "title": one.title,
        "summary": "",
        "quotes": [one.quote],
        "joined": "all",
        "conditions": [_condition(condition) for condition in one.conditions],
        "materials": materials if one.materials else None,
        "apply_at": None,
        "lands_at": None,
        "companions": None,
        "facets": {},
        "sure": round(one.sure, _SHOWN),
    }


def _condition(one: Proposed) -> JSON:
    return {
        "state": "proposed",
        "fact": one.fact,
        "comparison": one.test.comparison,
        "value": _plain(one.test),
        "text": one.text,
        "quote": one.quote,
        "meet": "",
        "sure": round(one.sure, _SHOWN),
    }


def _plain(test: Predicate) -> object:
    return list(test.value) if isinstance(test.value, tuple) else test.value


def _rules(one: Mapping[str, Any]) -> JSON:
    ids = condition_ids(one)
    conditions = filter(is_confirmed, one["conditions"])
    nodes = [_rule(name, condition) for name, condition in zip(ids, conditions, strict=True)]
    rules: JSON = {
        "title": one["title"],
        "summary": one["summary"],
        "quotes": list(one["quotes"]),
        "requires": {one["joined"]: nodes},
    }
    if one["materials"] and is_confirmed(one["materials"]):
        rules["materials"] = {name: one["materials"][name] for name in ("items", "quote")}
    rules |= {name: _stated(one[name]) for name in _PARTS if one[name]}
    if one["companions"]:
        rules["companions"] = {name: one["companions"][name] for name in ("quote", "relations")}
    stated = {name: said for name, said in one["facets"].items() if not said["silent"]}
    if stated:
        rules["facets"] = {name: _stated(said) for name, said in stated.items()}
    gaps = [
        {"facet": name, **({"quote": said["quote"]} if said["quote"] else {})}
        for name, said in one["facets"].items()
        if said["silent"]
    ]
    if gaps:
        rules["gaps"] = gaps
    return rules


def _rule(name: str, one: Mapping[str, Any]) -> JSON:
    rule = {
        "id": re.sub(r"[^a-z0-9_]", "_", name),
        "fact": one["fact"],
        one["comparison"]: _value(one["comparison"], one["value"]),
        "text": one["text"],
        "quote": one["quote"],
    }
    return {**rule, "meet": one["meet"]} if one["meet"] else rule


def _value(comparison: str, value: object) -> object:
    if comparison not in _DURATIONS or not isinstance(value, int):
        return value
    years, months = divmod(value, _MONTHS)
    return {"months": value} if months else {"years": years}


def _stated(said: Mapping[str, Any]) -> JSON:
    return {"text": said["text"], "quote": said["quote"]}
