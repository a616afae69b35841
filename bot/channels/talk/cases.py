"""What a conversation is about: chosen, carried to another channel, or taken up from one."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from bot.channels.answered import last_verdict
from bot.channels.delivery import TAKE_UP
from bot.channels.once import Answer, Incoming, answer_once, find_answer
from bot.channels.refusals import RefusedError
from bot.channels.seeding import GoneError, read_session, seed
from bot.channels.talk.bearer import Person, begun
from bot.channels.talk.model import Talk
from bot.channels.web import message_id_of, text_of
from bot.places import region_ref
from bot.records.cases import Case, open_case, take_case
from bot.records.database import database
from luohu.session import SessionState
from luohu.settings import settings


async def choose_region(person: Person, body: Mapping[str, Any]) -> dict[str, Any]:
    """Let the conversation be about a region ``{code}`` that the person chose.

    Raises:
        RefusedError: no document covers it.
    """
    chosen = region_ref(text_of(body, "code", longest=6))
    if chosen is None:
        raise RefusedError(404, "no_region")
    await _seed(person, {"region": chosen["code"], "outside": None})
    return {"region": chosen}


async def hand_out(talk: Talk, person: Person) -> dict[str, Any]:
    """A code under which another channel takes the conversation's case up.

    Raises:
        RefusedError: nothing was spoken of yet, it was put under many codes already, or it cannot
            be stored.
    """
    session = await read_session(person.agent, person.sender) or person.begins
    case = Case.of_session(session, await last_verdict(person.agent, person.sender))
    if case == Case():
        raise RefusedError(409, "nothing_to_carry")
    await talk.floods.codes.take(person.sender)
    try:
        opened = await database().run(open_case, case)
    except Exception as error:
        raise RefusedError(503, "records_away", wait=60) from error
    expires_at = opened.expires_at.isoformat()
    link = f"{settings().case_link}{opened.code}"
    return {"code": opened.code, "expires_at": expires_at, "link": link}


async def take_up(talk: Talk, person: Person, code: str, body: Mapping[str, Any]) -> Answer:
    """Let the conversation go on with the case under a code; the answer is its first turn.

    Args:
        talk: the channel.
        person: whose conversation goes on with it.
        code: as the person entered it.
        body: may hold an ``id`` for the turn, the same for each repetition of the request.

    Raises:
        RefusedError: there is no such case, too many were tried, or it cannot be read.
    """
    message_id = message_id_of(body) if "id" in body else f"case-{uuid.uuid4().hex}"
    answered = await find_answer(person.agent, person.sender, message_id, everywhere=True)
    if answered is not None:
        return answered
    case = await _case(talk, person, code)
    await _seed(person, case.as_session(), anew=True)
    incoming = Incoming(TAKE_UP, person.sender, talk.channel, message_id)
    return await answer_once(talk.on_new_message, person.agent, incoming)


async def forget(talk: Talk, person: Person, body: Mapping[str, Any]) -> Answer:
    """Let the conversation go on without some of what the person said; the answer asks for it anew.

    Args:
        talk: the channel.
        person: whose conversation goes on.
        body: ``facts``, names of those that no longer hold, and an ``id`` for the turn, the same
            for each repetition of the request.

    Raises:
        RefusedError: the body has another form, or the conversation cannot be read.
    """
    message_id, names = message_id_of(body), body.get("facts")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise RefusedError(400, "bad_request")
    answered = await find_answer(person.agent, person.sender, message_id, everywhere=True)
    if answered is not None:
        return answered
    await _seed(person, _without(await read_session(person.agent, person.sender), names))
    incoming = Incoming(TAKE_UP, person.sender, talk.channel, message_id)
    return await answer_once(talk.on_new_message, person.agent, incoming)


def _without(session: SessionState, names: Collection[str]) -> SessionState:
    facts = {name: value for name, value in session.get("facts", {}).items() if name not in names}
    unknown = [name for name in session.get("unknown", []) if name not in names]
    return SessionState(facts=facts, unknown=unknown)


async def _case(talk: Talk, person: Person, code: str) -> Case:
    floods = talk.floods
    # Conversations cost nothing, so where they come from is counted too.
    everywhere = floods.wrong_codes_of_origin if person.origin else floods.wrong_codes_of_unknown
    counted = ((floods.wrong_codes, person.sender), (everywhere, person.origin))
    # Counted before the look-up: of many at once each must count.
    for limiter, key in counted:
        await limiter.take(key, "too_many_codes")
    try:
        case = await database().run(take_case, code)
    except Exception as error:
        raise RefusedError(503, "records_away", wait=60) from error
    if case is None:
        raise RefusedError(404, "no_case")
    for limiter, key in counted:
        await limiter.uncount(key)
    return case


async def _seed(person: Person, changes: SessionState, anew: bool = False) -> None:
    await begun(person)
    try:
        await seed(person.agent, person.sender, changes, anew)
    except GoneError:
        raise RefusedError(401, "unauthorized") from None
