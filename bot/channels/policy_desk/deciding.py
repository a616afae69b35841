"""Routes: what the window decided on a case, by its short code."""

from __future__ import annotations

from datetime import datetime, timezone

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.policy_desk.reading import optional
from bot.channels.refusals import RefusedError
from bot.channels.shared_limits import SharedLimiter
from bot.channels.staff import staff_only
from bot.channels.web import answer, json_body
from bot.places import region_ref
from bot.records.accounts import Account
from bot.records.cases import Case, read_code, take_case
from bot.records.database import database
from bot.records.policy_desk.outcomes import LONGEST_WHY, Decided, OutcomeError, record_outcome
from bot.titles import subject_title

_LONGEST_ENTERED = 40


def add_outcomes(routes: Blueprint, wrong_codes: SharedLimiter) -> None:
    """Add the routes; any of the staff may be at the window.

    Args:
        routes: the channel's.
        wrong_codes: limit of an account's wrong codes.
    """

    @routes.get("/api/desk/outcomes/<code:str>", name="desk_case")
    @staff_only()
    async def get_case(_request: Request, account: Account, code: str) -> HTTPResponse:
        case = await _case(wrong_codes, account, code)
        region, topic = region_ref(case.region), case.judged or case.topic
        return answer(
            {
                "region": region["name"] if region else None,
                "topic": subject_title(topic) if topic else None,
                "verdict": case.verdict or None,
            }
        )

    @routes.post("/api/desk/outcomes", name="desk_outcome", stream=True)
    @staff_only()
    async def post_outcome(request: Request, account: Account) -> HTTPResponse:
        body = await json_body(request)
        code = optional(body, "code", _LONGEST_ENTERED)
        case = await _case(wrong_codes, account, code)
        try:
            decided = Decided(
                read_code(code) or "",
                case.region or "",
                case.judged or case.topic or "",
                case.verdict,
                optional(body, "outcome", 16),  # type: ignore[arg-type] # it refuses others
                optional(body, "why", LONGEST_WHY),
            )
        except OutcomeError:
            raise RefusedError(400, "bad_outcome") from None
        now = datetime.now(timezone.utc)
        await database().run(record_outcome, decided, account.name, now)
        return answer({"ok": True})


async def _case(wrong_codes: SharedLimiter, account: Account, code: str) -> Case:
    # Counted before the look-up: of many at once each must count.
    await wrong_codes.take(account.name, "too_many_codes")
    case = await database().run(take_case, code[:_LONGEST_ENTERED])
    if case is None:
        raise RefusedError(404, "no_case")
    await wrong_codes.uncount(account.name)
    return case
