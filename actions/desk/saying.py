"""A turn put in two ways: short, to be read out, and long, to be sent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from actions.conversation.services import Services
from actions.desk.wording import desk_words
from actions.eligibility.model import Pathway
from actions.retrieval.passages import sentences_of
from actions.turns.model import Citation
from actions.turns.quoting import lapse_lead

JSON = Mapping[str, Any]

SPOKEN = 60
"""Characters that are read out, as far as sentences can be left away."""

_COMPARED = 120
"""The same where several places stand side by side."""

_GOES_ON = "；"

_MOST_QUOTES = 3

_BESIDE = {"clause", "notice", "question", "offer"}
"""Parts of a turn that stand elsewhere on the desk, or only lead on; a question alone is said."""


def short_form(services: Services, turn: JSON) -> str:
    """The conclusion in a sentence, and whether the document holds; its clause is seen and sent.

    Args:
        services: the wording of turns.
        turn: what is put shortly.
    """
    if turn["kind"] == "handoff":
        return desk_words().say("short_handoff")
    body = _body(turn)
    first = body[0] if body else ""
    said = "".join(body) if turn["kind"] in ("answer", "comparison") else first
    citation = telling(turn)
    if citation is None:
        return _on_the_line(said)
    unmet = _first_unmet(turn)
    if unmet:
        said += services.wording.say("eligibility.unmet", text=unmet["text"], how="")
        return _on_the_line(said) + _spoken_standing(services, citation, first)
    standing = _spoken_standing(services, citation, first)
    room = _COMPARED if turn["kind"] == "comparison" else SPOKEN
    unfinished = (*services.wording.listed("says_yes"), _GOES_ON)
    return _on_the_line(_within(said, room - len(standing), unfinished)) + standing


def referral(turn: JSON) -> str | None:
    """What the operator does where the caller would elsewhere be told to ring this very line."""
    text = "".join(_body(turn))
    if turn["kind"] in ("no_answer", "unsupported_region") or _on_the_line(text) != text:
        return desk_words().say("refer")
    return None


def long_form(services: Services, turn: JSON) -> str:
    """Everything that is worth having in writing, each quote whole and with its document."""
    say = desk_words().say
    lines = _body(turn)
    lines += [_quotation(services, citation) for citation in _weighty(turn)]
    lines += [notice["text"] for notice in turn["notices"]]
    rules = _pathway(services, turn)
    verdict = turn.get("eligibility")
    if rules and not verdict:
        if rules.materials:
            lines.append(say("long_materials", items=_joined(rules.materials.items)))
        if rules.apply_at:
            lines.append(say("long_apply_at", place=rules.apply_at.text))
    book = services.eligibility.facts
    missing = [book[name].label for name in (verdict or {}).get("missing_facts", ())]
    if missing:
        lines.append(say("long_missing", facts=_joined(missing)))
    if turn.get("question"):
        lines.append(say("long_next", question=turn["question"]["text"]))
    return _on_the_line("\n".join(dict.fromkeys(lines)))


def _on_the_line(text: str) -> str:
    """A text without the advice to ring the line that the caller is on."""
    for pattern, instead in desk_words().listed("on_the_line"):
        text = re.sub(pattern, instead, text)
    return text


def _body(turn: JSON) -> list[str]:
    """The turn's own sentences without its quotations, notices, question and what it takes up."""
    beside = _BESIDE if turn["citations"] else _BESIDE - {"question"}
    return [part["text"] for part in turn["parts"] if part["kind"] not in beside]


def telling(turn: JSON) -> JSON | None:
    """The citation that decides: that of the first unmet condition, or else the first one."""
    citations: Sequence[JSON] = turn["citations"]
    unmet = _first_unmet(turn)
    number: int = unmet["citation"] or 0 if unmet else 0
    return citations[number] if number < len(citations) else None


def _first_unmet(turn: JSON) -> JSON | None:
    conditions = (turn.get("eligibility") or {}).get("conditions", ())
    return next((one for one in conditions if one["state"] == "unmet"), None)


def _weighty(turn: JSON) -> list[JSON]:
    """The citations that go into a letter: the deciding one and the first that bear the answer."""
    first = telling(turn)
    rest = [one for one in turn["citations"] if one != first and one["role"] != "related"]
    return [first, *rest][:_MOST_QUOTES] if first else []


def _quotation(services: Services, citation: JSON) -> str:
    number = citation["doc_number"]
    return desk_words().say(
        "long_clause",
        issuer=citation["issuer"],
        title=citation["title"],
        number=services.wording.say("number", doc_number=number) if number else "",
        place=citation["heading"].replace(" > ", " "),
        clause=citation["clause"],
        standing=_standing(services, citation),
        quote=citation["quote"],
    )


def _standing(services: Services, citation: JSON) -> str:
    status = citation["status"]
    if status == "in_force" and citation["expires_on"]:
        status = "in_force_until"
    return desk_words().say(f"standing_{status}", **_dates(services, citation))


def _spoken_standing(services: Services, citation: JSON, opening: str) -> str:
    """Whether the document holds; what the turn opens with is not said twice."""
    status = citation["status"]
    if status == "in_force":
        return ""
    lead = _lapse(services, [citation])
    name = "lapsed" if lead and opening.startswith(lead) else status
    return desk_words().say(f"short_{name}", **_dates(services, citation))


def _lapse(services: Services, citations: Sequence[JSON]) -> str:
    """The words with which a turn opens that rests on a document that has lapsed, or none."""
    return lapse_lead([Citation(**citation) for citation in citations], services.wording)


def _dates(services: Services, citation: JSON) -> dict[str, str]:
    return {
        name: services.wording.date(date.fromisoformat(citation[name]) if citation[name] else None)
        for name in ("effective_from", "expires_on")
    }


def _pathway(services: Services, turn: JSON) -> Pathway | None:
    region = (turn["region"] or {}).get("code", "")
    found = services.eligibility.pathways(region).get(turn["topic"] or "")
    return found[1] if found else None


def _within(text: str, room: int, unfinished: tuple[str, ...]) -> str:
    """As many whole sentences as there is room for, at least the first; never a bare yes.

    Args:
        text: the sentences.
        room: in characters.
        unfinished: what so ends is not left without what follows it.
    """
    said = ""
    for sentence in sentences_of(text):
        if said and not said.endswith(unfinished) and len(said) + len(sentence) > room:
            break
        said += sentence
    return said


def _joined(items: Sequence[str]) -> str:
    return desk_words().say("between").join(items)
