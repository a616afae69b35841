"""The summary of a call for the work order; its wording stands in ``summary.yml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.masking import mask
from bot.places import region_ref
from bot.records.calls import Call, moment
from bot.records.suggestions import Suggestion
from bot.records.turns import UNANSWERED
from bot.titles import subject_title
from bot.words import words_beside

JSON = Mapping[str, Any]


def summary(call: Call, operator: str, suggestions: Sequence[Suggestion]) -> str:
    """The summary: what was asked, known, cited, judged, told and left open.

    Suggestions that the operator rejected, and conclusions below the bar, count for nothing.

    Args:
        call: the call.
        operator: the operator's name as others see it.
        suggestions: those of the call, oldest first.
    """
    words = words_beside(__file__)
    places = words["between"].join(_places(call, suggestions))
    lines = [
        words["title"],
        words["time"].format(started=_moment(call.started_at), ended=_moment(call.ended_at)),
        words["operator"].format(operator=operator),
        words["region"].format(region=places or words["no_region"]),
    ]
    for name, items in sections(suggestions).items():
        lines += [words["sections"][name], *_numbered(items)]
    return mask("\n".join([*lines, words["note"]]))


def sections(suggestions: Sequence[Suggestion]) -> dict[str, list[str]]:
    """What the summary holds, section by section, not masked."""
    return {
        "asked": [one.said for one in suggestions if one.said],
        "facts": _facts(suggestions),
        "clauses": _clauses(suggestions),
        "verdict": _verdicts(suggestions),
        "told": [_told(one) for one in suggestions if _was_told(one)],
        "open": list(_open_points(suggestions)),
    }


def verdicts_of(suggestions: Iterable[Suggestion]) -> dict[tuple[str | None, str], str]:
    """The last verdict by place and pathway."""
    return {
        (one.region, one.turn["eligibility"]["pathway"]): one.shown["verdict"]
        for one in suggestions
        if _is_sure(one) and one.shown["verdict"] and "eligibility" in one.turn
    }


def _places(call: Call, suggestions: Iterable[Suggestion]) -> list[str]:
    """The places that were judged, and the one that the call was about in the end."""
    codes = [*(code for code, _pathway in verdicts_of(suggestions)), call.region]
    regions = [region_ref(code) for code in dict.fromkeys(codes) if code]
    return [region["name"] for region in regions if region]


def _facts(suggestions: Sequence[Suggestion]) -> list[str]:
    known = suggestions[-1].shown["facts"] if suggestions else []
    return [words_beside(__file__)["fact"].format(**fact) for fact in known]


def _clauses(suggestions: Iterable[Suggestion]) -> list[str]:
    """The clauses that conclusions rest on, or that the operator took from a list of them."""
    cited: list[JSON] = []
    for one in suggestions:
        if _is_sure(one):
            cited += [c for c in one.turn["citations"] if c["role"] != "related"]
        elif _was_told(one):
            cited += one.shown["clauses"]
    return [_clause(citation) for citation in cited]


def _verdicts(suggestions: Sequence[Suggestion]) -> list[str]:
    """The last verdict for each place and pathway."""
    words = words_beside(__file__)
    return [
        words["verdict"].format(
            place=(region_ref(code) or {"name": ""})["name"],
            pathway=subject_title(pathway),
            verdict=words["verdicts"][verdict],
        )
        for (code, pathway), verdict in verdicts_of(suggestions).items()
    ]


def _told(suggestion: Suggestion) -> str:
    assert suggestion.decision
    told = (
        suggestion.decision.text
        or suggestion.shown["short"]
        or words_beside(__file__)["told_clauses"]
    )
    return " ".join(told.split())


def _open_points(suggestions: Sequence[Suggestion]) -> Iterator[str]:
    words = words_beside(__file__)
    for one in suggestions:
        decision = one.decision.decision if one.decision else None
        if decision == "reject":
            reason = one.decision.reason if one.decision else ""
            yield words["rejected"].format(reason=reason, said=one.said)
        elif not one.said or decision:
            continue
        elif one.failed:
            yield words["failed"].format(said=one.said)
        elif not one.shown["confident"]:
            yield words["unsure"].format(said=one.said)
        elif one.turn["kind"] in UNANSWERED:
            yield words["unanswered"].format(said=one.said)
    last = suggestions[-1].shown["next_question"] if suggestions else None
    if last:
        yield words["asked_next"].format(question=last["text"])


def _is_sure(suggestion: Suggestion) -> bool:
    rejected = suggestion.decision and suggestion.decision.decision == "reject"
    return bool(suggestion.shown["confident"]) and not rejected


def _was_told(suggestion: Suggestion) -> bool:
    return suggestion.decision is not None and suggestion.decision.decision != "reject"


def _clause(citation: JSON) -> str:
    words = words_beside(__file__)
    standing = words["standing"][citation["status"]].format(**citation)
    return str(
        words["clause"].format(
            title=citation["title"],
            number=citation["doc_number"] or "",
            clause=citation["clause"],
            issuer=citation["issuer"],
            standing=standing,
        )
    )


def _numbered(items: Iterable[str]) -> list[str]:
    """Each item once, with its number."""
    words = words_beside(__file__)
    numbered = [
        words["item"].format(number=number, text=text)
        for number, text in enumerate(dict.fromkeys(items), start=1)
    ]
    return numbered or [words["nothing"]]


def _moment(milliseconds: int | None) -> str:
    words = words_beside(__file__)
    if milliseconds is None:
        return str(words["still_open"])
    return moment(milliseconds).strftime(words["moment"])
