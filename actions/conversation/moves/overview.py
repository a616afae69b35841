"""The view of all pathways: which are open, nearly open, undetermined and closed, and by what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.conversation.decision import Decision
from actions.conversation.interview import pursued
from actions.conversation.moves.noted import with_noted
from actions.conversation.situation import Situation
from actions.conversation.speaking import clause_part, notices_on, region_name, region_ref
from actions.eligibility.changes import Change
from actions.eligibility.evaluate import facts_of
from actions.eligibility.overview import STANDINGS, Way
from actions.turns.citations import cite_all
from actions.turns.model import Citation, Option, Part, Turn
from actions.turns.quoting import notice_parts
from luohu.policy import policy

_BEYOND = ("text_open", "standard_elsewhere")


def perform(decision: Decision) -> Turn:
    """Say it, the conclusion first, each pathway with the clause that decides."""
    situation = decision.situation
    asked, aside = split(situation, decision.ways)
    citations = cite_ways(situation, decision.ways)
    notices = notices_on(situation, citations)
    hopeful = [way for way in asked if way.standing in ("open", "nearly_open")]
    shown = dict.fromkeys(number_of(situation, way, citations) for way in hopeful)
    numbers = [n for n in shown if n is not None][: policy().check.clauses_shown]
    parts = (
        Part("conclusion", _conclusion(situation, asked), tuple(range(len(citations)))),
        *way_parts(situation, asked, citations),
        *aside_parts(situation, aside),
        *(_clause(situation, asked, citations, number) for number in numbers),
        *notice_parts(notices),
        *_next_step(situation, hopeful),
    )
    best = (asked or list(decision.ways))[0]
    turn = Turn(
        "answer",
        parts,
        region_ref(situation),
        situation.state.topic,
        citations,
        notices,
        _taps(situation, hopeful),
        overview=tuple(view_of(situation, way, citations) for way in decision.ways),
    )
    needed = set().union(*(facts_of(way.pathway.requires) for way in asked))
    return with_noted(turn, situation, needed, best.pathway)


def split(situation: Situation, ways: Sequence[Way]) -> tuple[list[Way], list[Way]]:
    """The ways that there is something to say of, and those that nothing was told of."""
    asked = set(pursued(situation))

    def is_aside(way: Way) -> bool:
        waits = any(one.reason == "fact_missing" for one in way.missing)
        return way.pathway.id not in asked and way.standing == "undetermined" and waits

    return [way for way in ways if not is_aside(way)], [way for way in ways if is_aside(way)]


def cite_ways(
    situation: Situation, ways: Sequence[Way], before: Sequence[Citation] = ()
) -> tuple[Citation, ...]:
    """The clauses that decide the ways, each once, without those cited ``before``."""
    corpus = situation.services.corpus
    clauses = [corpus.find_quote(way.folder, way.quote) for way in ways]
    cited = {(one.document, one.clause) for one in before}
    new = [one for one in clauses if (one.document, one.id) not in cited]
    return cite_all(corpus, new, situation.day, "condition" if before else "answers")


def number_of(situation: Situation, way: Way, citations: Sequence[Citation]) -> int | None:
    """Which of the turn's citations is the clause that decides a way."""
    clause = situation.services.corpus.find_quote(way.folder, way.quote)
    wanted = (clause.document, clause.id)
    found = (n for n, one in enumerate(citations) if (one.document, one.clause) == wanted)
    return next(found, None)


def way_parts(
    situation: Situation, ways: Sequence[Way], citations: Sequence[Citation]
) -> list[Part]:
    """A line for each way, resting on the clause that decides it."""
    parts = []
    for standing in STANDINGS:
        for way in ways:
            if way.standing == standing:
                number = number_of(situation, way, citations)
                cited = () if number is None else (number,)
                parts.append(Part("answer", _line(situation, way, citations), cited))
    return parts


def aside_parts(situation: Situation, aside: Sequence[Way]) -> list[Part]:
    """Which ways were not gone into, as nothing was told of them."""
    if not aside:
        return []
    titles = "、".join(way.pathway.title for way in aside)
    return [Part("offer", situation.say("interview.aside", titles=titles))]


def view_of(situation: Situation, way: Way, citations: Sequence[Citation]) -> dict[str, Any]:
    """A way as the contract's object."""
    return {
        "pathway": way.pathway.id,
        "title": way.pathway.title,
        "verdict": way.standing,
        "missing": [
            {"fact": one.fact, "text": one.text, "reason": one.reason} for one in way.missing
        ],
        "flips": flips_view(way.flips),
        "earliest_date": way.earliest.isoformat() if way.earliest else None,
        "citation": number_of(situation, way, citations),
    }


def flips_view(flips: Sequence[Change]) -> list[dict[str, Any]]:
    """Changes as the contract's objects."""
    return [
        {
            "fact": one.fact,
            "text": one.condition.text,
            "how": one.condition.meet,
            "known": one.known,
        }
        for one in flips
    ]


def flips_in_words(situation: Situation, flips: Sequence[Change]) -> str:
    """Changes in words: what to do, or what has to turn out so."""
    said = (
        one.condition.meet or one.condition.text
        if one.known
        else situation.say("interview.unknown_yet", text=one.condition.text)
        for one in flips
    )
    return "；".join(dict.fromkeys(said))


def _conclusion(situation: Situation, asked: Sequence[Way]) -> str:
    counts = [
        situation.say(f"interview.counts.{standing}", count=count)
        for standing in STANDINGS
        if (count := sum(way.standing == standing for way in asked))
    ]
    name = region_name(situation)
    if not counts:
        return situation.say("interview.lead_none", region=name)
    between = situation.say("interview.between")
    return situation.say("interview.lead", region=name, counts=between.join(counts))


def _line(situation: Situation, way: Way, citations: Sequence[Citation]) -> str:
    number, rules = number_of(situation, way, citations), way.pathway
    heading = citations[number].heading.split(" > ")[-1] if number is not None else ""
    said: dict[str, object] = {
        "title": rules.title,
        "clause": situation.say("interview.clause", clause=heading) if heading else "",
        "count": len(way.flips),
        "date": situation.services.wording.date(way.earliest),
        "apply": "",
        "items": "；".join(dict.fromkeys(one.text for one in way.missing)),
        "ask": situation.say("eligibility.window"),
    }
    match way.standing:
        case "open":
            place = rules.apply_at
            apply = situation.say("interview.apply", place=place.text) if place else ""
            return situation.say("interview.open", **{**said, "apply": apply})
        case "nearly_open":
            name = "nearly_by_time" if way.earliest else "nearly_open"
            items = flips_in_words(situation, way.flips)
            return situation.say(f"interview.{name}", **{**said, "items": items})
        case "undetermined":
            return _undetermined(situation, way, said)
    text = situation.say("interview.closed", **said)
    if way.flips:
        text += situation.say("interview.closed_flips", items=flips_in_words(situation, way.flips))
    return text


def _undetermined(situation: Situation, way: Way, said: dict[str, object]) -> str:
    beyond = [one for one in way.missing if one.reason in _BEYOND]
    unknown = [one for one in way.missing if one.reason == "fact_missing"]
    if unknown:
        items = "；".join(dict.fromkeys(one.text for one in unknown))
        return situation.say("interview.missing", **{**said, "items": items})
    items = "；".join(dict.fromkeys(one.text.removesuffix("。") for one in beyond))
    ask = "、".join(dict.fromkeys(one.ask for one in beyond if one.ask)) or said["ask"]
    elsewhere = all(one.reason == "standard_elsewhere" for one in beyond)
    name = "interview.elsewhere" if elsewhere else "interview.text_open"
    return situation.say(name, **{**said, "items": items, "ask": ask})


def _clause(
    situation: Situation, ways: Sequence[Way], citations: Sequence[Citation], number: int
) -> Part:
    """A clause in words, around what decides the first way that rests on it."""
    quotes = (way.quote for way in ways if number_of(situation, way, citations) == number)
    return clause_part(situation, citations, number, next(quotes, ""))


def _next_step(situation: Situation, hopeful: Sequence[Way]) -> list[Part]:
    return [Part("offer", situation.say("interview.next"))] if hopeful else []


def _taps(situation: Situation, hopeful: Sequence[Way]) -> tuple[Option, ...]:
    """The hopeful ways by their titles, and for the best what to bring and where."""
    most = policy().check.alternatives
    titles = [way.pathway.title for way in hopeful[:most]]
    asked = situation.services.wording.listed("interview.options") if titles else []
    return (
        *(Option(title, title) for title in titles),
        *(Option(one["title"], one["payload"].format(title=titles[0])) for one in asked),
    )
