"""A turn put in two ways: short, to be read out, and long, to be sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from actions.conversation.services import Services
from actions.desk.wording import desk_words
from actions.eligibility.model import Pathway
from actions.retrieval.passages import sentences_of
from actions.turns.model import Citation
from actions.turns.quoting import SHORT, excerpt, lapse_lead

JSON = Mapping[str, Any]

SPOKEN = 120
"""Characters beside the quote that are read out, as far as sentences can be left away."""

_MOST_QUOTES = 3


def short_form(services: Services, turn: JSON, passage: str) -> str:
    """The conclusion, the one clause that bears it, and whether the document holds.

    Args:
        services: the wording of turns.
        turn: what is put shortly.
        passage: the part of the clause that answers, as found by search.
    """
    body = _body(services, turn)
    first = body[0] if body else ""
    citation = telling(turn)
    if citation is None:
        return first
    standing = _spoken_standing(services, citation, first)
    unmet = _first_unmet(turn)
    said = "".join(body) if turn["kind"] in ("answer", "comparison") else first
    if unmet:
        said += services.wording.say("eligibility.unmet", text=unmet["text"], how="")
    conclusion = _within(said, SPOKEN - len(standing))
    quote = excerpt(citation["quote"], unmet["text"] if unmet else passage, SHORT)
    return conclusion + desk_words().say("short_clause", quote=quote) + standing


def long_form(services: Services, turn: JSON) -> str:
    """Everything that is worth having in writing, each quote whole and with its document."""
    say = desk_words().say
    lines = _body(services, turn)
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
    return "\n".join(dict.fromkeys(lines))


def _body(services: Services, turn: JSON) -> list[str]:
    """The turn's own sentences without its quotations, notices, question and what it takes up."""
    quotations = [_beginning(services, name) for name in ("basis", "related")]
    leads = [_beginning(services, f"take_up.{name}") for name in ("lead", "no_region")]
    notices = {line for notice in turn["notices"] for line in notice["text"].split("\n")}
    asked = (turn.get("question") or {}).get("text")
    rest, inside = [], False
    lapse = _lapse(services, turn["citations"])
    opening = lapse if turn["text"].startswith(lapse) else ""
    for line in turn["text"].removeprefix(opening).split("\n"):
        opens = line.startswith(tuple(quotations))
        quotes, inside = opens or inside, opens
        if quotes or line in notices or line.startswith(tuple(leads)):
            continue
        if asked and asked in line and turn["citations"]:
            continue
        rest.append(line)
    return [opening + rest[0], *rest[1:]] if rest else rest


def telling(turn: JSON) -> JSON | None:
    """The citation that decides: that of the first unmet condition, or else the first one."""
    citations: Sequence[JSON] = turn["citations"]
    unmet = _first_unmet(turn)
    number: int = unmet["citation"] or 0 if unmet else 0
    return citations[number] if number < len(citations) else None


def _beginning(services: Services, name: str) -> str:
    """The words with which a sentence of the wording begins, up to its first place to fill in."""
    places = ("issuer", "title", "number", "place", "quote", "partial", "region", "subject")
    return services.wording.say(name, **dict.fromkeys(places, "\n")).split("\n")[0]


def _first_unmet(turn: JSON) -> JSON | None:
    conditions = (turn.get("eligibility") or {}).get("conditions", ())
    return next((one for one in conditions if one["state"] == "unmet"), None)


def _weighty(turn: JSON) -> list[JSON]:
    """The citations that go into a letter: the deciding one and those that come first."""
    first = telling(turn)
    rest = [one for one in turn["citations"] if one != first]
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


def _within(text: str, room: int) -> str:
    """As many whole sentences as there is room for, at least the first."""
    said = ""
    for sentence in sentences_of(text):
        if said and len(said) + len(sentence) > room:
            break
        said += sentence
    return said


def _joined(items: Sequence[str]) -> str:
    return desk_words().say("between").join(items)
