"""Routes of the console: who waits for a person, and taking them."""

from __future__ import annotations

import asyncio
import logging

from rasa.core.agent import Agent
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.delivery import TAKE_UP
from bot.channels.handover.service import service
from bot.channels.hotline.asking import ask_act
from bot.channels.hotline.calls import push_call
from bot.channels.hotline.clock import now
from bot.channels.hotline.model import Hotline, sender_of
from bot.channels.hotline.shown import call_dict, handover_dict
from bot.channels.refusals import RefusedError
from bot.channels.seeding import begin
from bot.channels.staff import staff_only
from bot.channels.talk.model import agent_of
from bot.channels.web import answer, json_body
from bot.metrics import PEOPLE_WAITING
from bot.records.accounts import Account
from bot.records.calls import Call, touch_call
from bot.records.cases import Case
from bot.records.database import Connection, database
from bot.records.handovers import (
    Handover,
    open_handovers,
    settle_handovers,
    stand_of_handovers,
    take_handover,
    waiting_handovers,
)
from bot.records.segments import Segment, add_segments, mark_asked

logger = logging.getLogger(__name__)


def add_handovers(routes: Blueprint, hotline: Hotline) -> None:
    """Add the routes of hand-overs."""
    under_way: set[asyncio.Task[None]] = set()

    @routes.get("/api/handovers")
    @staff_only("operator", "supervisor")
    async def get_handovers(_request: Request, account: Account) -> HTTPResponse:
        whose = None if "supervisor" in account.roles else account.name
        waiting = await database().read(waiting_handovers)
        taken = await database().read(open_handovers, whose)
        return answer(
            {
                "waiting": [handover_dict(one) for one in waiting],
                "taken": [handover_dict(one) for one in taken],
                "overdue": service().overdue,
            }
        )

    @routes.post("/api/handovers/<handover:str>/take", stream=True)
    @staff_only("operator")
    async def post_take(request: Request, account: Account, handover: str) -> HTTPResponse:
        await json_body(request)
        agent = agent_of(request)
        taken, call = await _take(hotline, agent, account, handover)
        # The resident is not kept waiting for what the bot makes of the case.
        task = asyncio.create_task(_suggest(hotline, agent, call, taken))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
        return answer({"call": call_dict(call), "handover": handover_dict(taken)})


async def keep_settling(hotline: Hotline, seconds: float) -> None:
    """Take those off the queue who are gone or waited in vain, again and again, until cancelled.

    Where pages do not hear of other servers, see here whether anything happened to those who wait.
    """
    looking_since, known = now(), None
    while True:
        await asyncio.sleep(seconds)
        try:
            await settle(hotline, looking_since)
            stand = await database().read(stand_of_handovers)
            PEOPLE_WAITING.set(sum(one.taken_at is None for one in stand))
            if not hotline.hub.hears_all and known not in (None, stand):
                hotline.hub.read_anew()
            known = stand
        except Exception as error:  # the next look may do
            logger.error("hand-overs not settled: %s", type(error).__name__)
            # Where the records are away no page can give a sign.
            looking_since = now()


async def settle(hotline: Hotline, looking_since: int) -> None:
    """Take those off the queue who are gone or waited in vain.

    Args:
        hotline: the console.
        looking_since: the moment since which signs of pages could come in.
    """
    promised, at = service(), now()

    def seen_before(channel: str) -> int:
        silent = promised.absent_after(channel) * 1000
        return at - silent if at - looking_since >= silent else 0

    asked_before = at - promised.in_vain * 1000
    for ended in await database().run(settle_handovers, at, asked_before, seen_before):
        announce_end(hotline, ended, erased=False)


def announce_end(hotline: Hotline | None, ended: Handover, erased: bool) -> None:
    """Show at the console that somebody waits no longer, or has left."""
    if hotline is None:
        return
    gone = {"id": ended.id, "call": ended.call, "by": ended.ended_by, "erased": erased}
    hotline.hub.push_to_all({"type": "handover_over", "handover": gone})


async def _take(
    hotline: Hotline, agent: Agent, account: Account, handover: str
) -> tuple[Handover, Call]:
    """Let an operator take somebody who waits.

    Raises:
        RefusedError: nobody waits there any more, or the operator opens too many calls.
    """
    await hotline.opened.take(account.name, "too_many_calls")
    found = await database().run(_taken, handover, account.name, now())
    if found is None:
        await hotline.opened.uncount(account.name)
        raise RefusedError(409, "handover_taken")
    taken, call = found
    case = Case(**taken.content.case) if taken.content else Case()
    await begin(agent, sender_of(call), case.as_session(), anew=True)
    hotline.hub.push_to_all({"type": "handover_taken", "id": taken.id})
    hotline.hub.push(call.operator, {"type": "handover", "handover": handover_dict(taken)})
    push_call(hotline, call)
    return taken, call


def _taken(
    connection: Connection, handover: str, operator: str, at: int
) -> tuple[Handover, Call] | None:
    """Take somebody; what they said last begins the transcript."""
    found = take_handover(connection, handover, operator, at)
    if found is None:
        return None
    taken, call = found
    said = taken.content.said if taken.content else ()
    before = [
        Segment("line", number, "caller", text, taken.asked_at)
        for number, text in enumerate(said, start=1)
    ]
    add_segments(connection, call.id, before)
    # The bot has answered these already.
    mark_asked(connection, call.id, before)
    if taken.region:
        touch_call(connection, call.id, at, taken.region)
    return taken, call


async def _suggest(hotline: Hotline, agent: Agent, call: Call, taken: Handover) -> None:
    if taken.content is None or not taken.content.case.get("topic"):
        return
    try:
        async with hotline.lock(call.id):
            await ask_act(hotline, agent, call, TAKE_UP)
    except Exception as error:  # the operator can write without it
        logger.error("case of a hand-over not taken up: %s", type(error).__name__)
