"""Routes: calls found again, and what was done in a shift; its wording stands in ``shift.yml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.hotline.shown import call_dict
from bot.channels.refusals import RefusedError
from bot.channels.staff import staff_only
from bot.channels.web import answer
from bot.masking import mask
from bot.records.accounts import Account, list_accounts
from bot.records.database import database
from bot.records.shift import Figures, figures_of, find_calls
from bot.records.suggestions import CHOICES
from bot.titles import subject_title
from bot.words import words_beside
from luohu.clock import CHINA

_LONGEST = 40


def add_shift(routes: Blueprint) -> None:
    """Add the routes of calls that were and of the shift: one's own, or all for a supervisor."""

    @routes.get("/api/history")
    @staff_only("operator", "supervisor")
    async def get_history(request: Request, account: Account) -> HTTPResponse:
        text = (request.args.get("q") or "").strip()
        if len(text) > _LONGEST or not text.isprintable():
            raise RefusedError(400, "bad_request")
        # What is kept is masked: a number is looked for by its mask, and found in nobody's words.
        found = await database().read(find_calls, _whose(account), mask(text))
        return answer(
            {
                "found": [
                    {"call": call_dict(one.call), "topic": one.topic, "line": one.line}
                    for one in found
                ]
            }
        )

    @routes.get("/api/shift")
    @staff_only("operator", "supervisor")
    async def get_shift(request: Request, account: Account) -> HTTPResponse:
        day = _day(request)
        figures = await database().read(figures_of, day, _whose(account))
        accounts = await database().read(list_accounts)
        names = {one.name: one.display_name for one in accounts}
        rows = [_row(name, names.get(name, name), one) for name, one in figures.items()]
        return answer({"day": day.isoformat(), "rows": rows, "text": _text(day, rows)})


def _whose(account: Account) -> str | None:
    return None if "supervisor" in account.roles else account.name


def _day(request: Request) -> date:
    given = request.args.get("day")
    try:
        return date.fromisoformat(given) if given else datetime.now(CHINA).date()
    except ValueError as error:
        raise RefusedError(400, "bad_day") from error


def _row(name: str, display_name: str, figures: Figures) -> dict[str, Any]:
    ended = figures.calls - figures.still_open
    return {
        "operator": name,
        "name": display_name,
        "calls": figures.calls,
        "open": figures.still_open,
        "handovers": figures.handovers,
        "seconds": figures.seconds // ended if ended else None,
        **{choice: figures.decisions[choice] for choice in CHOICES},
        "undecided": figures.undecided,
        "topics": [subject_title(topic) for topic in figures.topics],
    }


def _text(day: date, rows: Sequence[Mapping[str, Any]]) -> str:
    """The shift in words, for a hand-over or a report."""
    say = words_beside(__file__)
    lines = [say["title"].format(day=day)]
    for row in rows:
        topics = say["between"].join(row["topics"]) or say["none"]
        minutes = say["minutes"].format(minutes=row["seconds"] // 60) if row["seconds"] else ""
        lines.append(say["line"].format(**{**row, "topics": topics, "minutes": minutes}))
    return "\n".join(lines if rows else [*lines, say["nothing"]])
