"""The result of a check in plain Chinese, for a clerk at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions.eligibility.model import Fact
from actions.turns.wording import Wording, wording

JSON = Mapping[str, Any]


def as_text(result: JSON, facts: Mapping[str, Fact]) -> str:
    """What ``actions.clerk.check.check`` found, conclusion first.

    Args:
        result: the JSON object of a check.
        facts: all facts, for the labels of those that are missing.
    """
    own = _wording()
    lines = [own.say("day", day=wording().date(date.fromisoformat(result["day"])))]
    lines += [own.say("document", **_document(one)) for one in result["documents"]]
    lines += [notice["text"] for notice in result["notices"]]
    for one in result["results"]:
        lines += ["", *_pathway(one, facts, result["region"]["name"], _lapse(one, result))]
    if len(result["results"]) == 1:
        lines += _alternatives(result["results"][0])
    if result["absent"]:
        lines += ["", _absent(result["absent"])]
    elif not result["results"]:
        lines += ["", own.say("none")]
    return "\n".join(lines)


def _lapse(one: JSON, result: JSON) -> str:
    """What is said before a verdict that rests on a document that has lapsed, or nothing."""
    document = next(d for d in result["documents"] if d["document"] == one["document"])
    if document["status"] != "expired":
        return ""
    if document["expires_on"] is None:
        return wording().say("notice.repealed")
    ended = date.fromisoformat(document["expires_on"])
    return wording().say("notice.lapsed", expires_on=wording().date(ended))


def _pathway(one: JSON, facts: Mapping[str, Fact], region: str, lapse: str) -> list[str]:
    own, say = _wording(), wording().say
    conclusion = lapse + _conclusion(one, facts, region)
    lines = [own.say("pathway", title=one["title"], conclusion=conclusion)]
    for state in one["conditions"]:
        if state["reason"] == "standard_elsewhere":
            continue
        line = _condition(state)
        lines.append(own.say("clause", line=line, clause=state["clause"], quote=state["quote"]))
    if one["next_question"]:
        lines.append(own.say("question", question=one["next_question"]["text"]))
    if one["materials"]:
        lines.append(say("eligibility.materials", items=_joined(one["materials"])))
    for place in ("apply_at", "lands_at"):
        if one[place]:
            lines.append(say(f"eligibility.{place}", place=one[place]))
    lines += _companions(one["companions"])
    lines += [notice["text"] for notice in one["notices"]]
    if one["elsewhere"] and one["missing_facts"]:
        lines.append(one["elsewhere"])
    if one["gaps"]:
        lines.append(own.say("gaps", gaps=_joined(one["gaps"])))
    return lines


def _condition(state: JSON) -> str:
    if state["reason"] == "text_open":
        ask = state["ask"] or wording().say("eligibility.window")
        return _wording().say("open", text=state["text"], ask=ask)
    meet = state["how_to_meet"]
    how = wording().say("eligibility.how", meet=meet) if meet else ""
    return wording().say(f"eligibility.{state['state']}", text=state["text"], how=how)


def _alternatives(one: JSON) -> list[str]:
    titles = _joined(other["title"] for other in one["alternatives"])
    return [wording().say("eligibility.alternatives", items=titles)] if titles else []


def _conclusion(one: JSON, facts: Mapping[str, Fact], region: str) -> str:
    say = wording().say
    if one["verdict"] != "undetermined":
        text = say(f"eligibility.{one['verdict']}", region=region, pathway=one["title"])
    elif one["missing_facts"]:
        missing = _joined(f"“{facts[name].label}”" for name in one["missing_facts"])
        text = say("eligibility.undetermined_facts", missing=missing)
    elif one["elsewhere"]:
        text = say("eligibility.undetermined_elsewhere", reason=one["elsewhere"])
    else:
        text = _wording().say("undetermined_open")
    if one["earliest_date"]:
        earliest = date.fromisoformat(one["earliest_date"])
        name = "earliest" if one["earliest_is_sure"] else "earliest_of_time"
        text += say(f"eligibility.{name}", date=wording().date(earliest))
    return text


def _companions(relations: Mapping[str, str]) -> list[str]:
    names = wording().mapping("relations")
    lines = []
    for state in _wording().mapping("companions"):
        listed = [names[one] for one, found in relations.items() if found == state]
        if listed:
            lines.append(_wording().say(f"companions.{state}", relations=_joined(listed)))
    return lines


def _absent(absent: JSON) -> str:
    own = _wording()
    if not absent["note"]:
        return own.say("absent_unsaid")
    line = own.say("absent", note=absent["note"])
    if not absent["quote"]:
        return line
    return own.say("clause", line=line, clause=absent["clause"], quote=absent["quote"])


def _document(document: JSON) -> dict[str, str]:
    number = document["doc_number"]
    return {
        "issuer": document["issuer"],
        "title": document["title"],
        "number": wording().say("number", doc_number=number) if number else "",
    }


def _joined(items: Iterable[str]) -> str:
    return _wording().say("between").join(items)


@lru_cache(maxsize=1)
def _wording() -> Wording:
    text = Path(__file__).with_name("words.yml").read_text(encoding="utf-8")
    return Wording(yaml.safe_load(text))
