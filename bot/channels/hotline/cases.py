"""A call's case under a short code, and one of another channel taken up in a call."""

from __future__ import annotations

from typing import Any

from rasa.core.agent import Agent

from bot.channels.answered import last_verdict
from bot.channels.hotline.model import Hotline, sender_of
from bot.channels.refusals import RefusedError
from bot.channels.seeding import read_session
from bot.records.accounts import Account
from bot.records.calls import Call
from bot.records.cases import Case, open_case, take_case
from bot.records.database import database
from luohu.settings import settings

_LONGEST_ENTERED = 40


async def hand_out(agent: Agent, call: Call) -> dict[str, Any]:
    """A code under which another channel takes the call's case up.

    Raises:
        RefusedError: nothing was spoken of yet.
    """
    sender = sender_of(call)
    case = Case.of_session(await read_session(agent, sender), await last_verdict(agent, sender))
    if case == Case():
        raise RefusedError(409, "nothing_to_carry")
    opened = await database().run(open_case, case)
    return {
        "code": opened.code,
        "expires_at": opened.expires_at.isoformat(),
        "link": f"{settings().case_link}{opened.code}",
    }


async def case_under(hotline: Hotline, account: Account, entered: object) -> Case:
    """The case under a code as an operator enters it.

    Raises:
        RefusedError: there is none, or too many codes were wrong.
    """
    if not isinstance(entered, str) or len(entered) > _LONGEST_ENTERED:
        raise RefusedError(400, "bad_request")
    # Counted before the look-up: of many at once each must count.
    await hotline.wrong_codes.take(account.name, "too_many_codes")
    case = await database().run(take_case, entered)
    if case is None:
        raise RefusedError(404, "no_case")
    await hotline.wrong_codes.uncount(account.name)
    return case
