"""Who may see a call, and who may work in it."""

from __future__ import annotations

from bot.channels.refusals import RefusedError
from bot.records.accounts import Account
from bot.records.calls import Call, find_call
from bot.records.database import database
from bot.records.suggestions import Suggestion, find_suggestion


def sees(account: Account, call: Call) -> bool:
    """Whether an account may see a call: an operator the own ones, a supervisor all."""
    own = call.operator == account.name and "operator" in account.roles
    return own or "supervisor" in account.roles


async def seen_call(account: Account, call_id: str) -> Call:
    """A call that the account may see.

    Raises:
        RefusedError: there is none, or it is not shown to this account.
    """
    call = await database().read(find_call, call_id)
    if call is None or not sees(account, call):
        raise RefusedError(404, "no_call")
    return call


async def own_call(account: Account, call_id: str, ended: bool = False) -> Call:
    """A call that the account answers.

    Args:
        account: who asks.
        call_id: the call's id.
        ended: whether it may have ended.

    Raises:
        RefusedError: there is none, it is another one's, or it has ended.
    """
    call = await seen_call(account, call_id)
    if call.operator != account.name or "operator" not in account.roles:
        raise RefusedError(403, "not_allowed")
    if call.ended_at is not None and not ended:
        raise RefusedError(409, "call_ended")
    return call


async def own_suggestion(account: Account, suggestion_id: str) -> tuple[Call, Suggestion]:
    """A suggestion in a call that the account answers.

    Raises:
        RefusedError: there is none, or the call is another one's.
    """
    suggestion = await database().read(find_suggestion, suggestion_id)
    call = await database().read(find_call, suggestion.call) if suggestion else None
    if suggestion is None or call is None or not sees(account, call):
        raise RefusedError(404, "no_suggestion")
    return await own_call(account, call.id, ended=True), suggestion
