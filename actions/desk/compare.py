"""The same case in several regions, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from actions.conversation.decide import decide
from actions.conversation.deciding.taking_up import go_on
from actions.conversation.message import Message
from actions.conversation.respond import carry_out, understand
from actions.conversation.services import Services
from actions.conversation.session import TAKE_UP, Session
from actions.conversation.standing import NOTHING, Standing
from actions.library.regions import known_region
from actions.refused import RefusedError
from actions.turns.model import Turn

MOST = 5


def compared(
    services: Services,
    session: Session,
    regions: Sequence[str],
    day: date,
    standing: Standing = NOTHING,
) -> list[Turn]:
    """For each region the turn that the session's case comes to there; nothing is remembered.

    Args:
        services: what the conversation needs.
        session: the case: what is spoken of, and what is known of the person.
        regions: codes of the regions, each once.
        day: today.
        standing: what is handed over only, and the offices.

    Raises:
        RefusedError: a region without documents, or fewer than two.
    """
    codes = list(dict.fromkeys(known_region(services, code) for code in regions))
    if not 2 <= len(codes) <= MOST:
        raise RefusedError("too_few_regions", most=MOST)
    return [_turn(services, session, code, day, standing) for code in codes]


def _turn(services: Services, session: Session, code: str, day: date, standing: Standing) -> Turn:
    there = replace(session, region=code, outside=None, waiting=False, misses=0)
    message = Message("", TAKE_UP, 1.0)
    situation = understand(message, there, services, day)
    return carry_out(go_on(situation) or decide(situation), standing).turn
