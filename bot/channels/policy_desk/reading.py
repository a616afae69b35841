"""Fields of what the desk's page sends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.channels.refusals import RefusedError
from bot.places import region_ref
from bot.records.policy_desk.rights import EVERYWHERE

LONGEST_WHY = 200


def optional(body: Mapping[str, Any], name: str, longest: int) -> str:
    """A text of one line that may be missing, without white space around it.

    Raises:
        RefusedError: it is another type or too long.
    """
    value = body.get(name) or ""
    if not isinstance(value, str) or len(value) > longest:
        raise RefusedError(400, "bad_request")
    told = " ".join(value.split())
    if not told.isprintable():
        raise RefusedError(400, "bad_request")
    return told


def reason_of(body: Mapping[str, Any]) -> str:
    """Why something is done.

    Raises:
        RefusedError: it is not said.
    """
    why = optional(body, "why", LONGEST_WHY)
    if not why:
        raise RefusedError(400, "no_why")
    return why


def place_of(body: Mapping[str, Any], everywhere: bool = False) -> str:
    """Code of a covered place.

    Args:
        body: what was sent.
        everywhere: whether it may be every place.

    Raises:
        RefusedError: no document covers it.
    """
    code = optional(body, "region", 6)
    if region_ref(code) is None and not (everywhere and code == EVERYWHERE):
        raise RefusedError(404, "no_region")
    return code


def moment_of(body: Mapping[str, Any], name: str) -> datetime:
    """A moment with a time zone.

    Raises:
        RefusedError: it is none.
    """
    try:
        moment = datetime.fromisoformat(optional(body, name, 40))
    except ValueError as error:
        raise RefusedError(400, "bad_moment") from error
    if moment.tzinfo is None:
        raise RefusedError(400, "bad_moment")
    return moment
