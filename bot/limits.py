"""How much anybody may ask of this server; numbers and meanings stand in ``limits.yml``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from bot.words import words_beside

Rate = tuple[int, float]
"""How often something may happen, within how many seconds."""


@dataclass(frozen=True)
class Limits:
    """The numbers of ``limits.yml``."""

    requests_of_an_address: Rate
    requests_of_a_conversation: Rate
    requests_of_an_account: Rate
    requests_of_the_telephone_line: Rate
    sessions_of_an_address: Rate
    sessions_of_a_terminal: Rate
    sessions: Rate
    logins_at_once: int
    messages_of_a_conversation: Rate
    messages_of_a_sender: Rate
    messages_of_an_address: Rate
    waiting_of_a_conversation: int
    waiting_of_a_channel: int
    codes_of_a_conversation: Rate
    wrong_codes_of_a_conversation: Rate
    wrong_codes_of_an_address: Rate
    wrong_codes_of_all_unknown_addresses: Rate
    wrong_codes_of_an_account: Rate
    sockets_of_a_conversation: int
    sockets_of_an_account: int
    sockets_of_an_address: int
    sockets_without_a_hello: int
    frames_of_a_socket: Rate
    calls_of_an_account: Rate
    handovers_of_a_conversation: Rate
    handovers_waiting: int
    failed_sign_ins: Rate
    failed_sign_ins_of_a_name: Rate
    failed_sign_ins_of_an_address: Rate
    single_sign_ins_of_an_address: Rate
    single_sign_ins_at_once: int
    passwords_waiting: int
    passwords_waiting_of_an_address: int
    events_of_a_session: int
    events_in_memory: int
    keys: int


@lru_cache(maxsize=1)
def limits() -> Limits:
    """The limits of this installation.

    Raises:
        ValueError: one is missing, or one is named that nothing reads.
    """
    given = words_beside(__file__)
    names = {field.name for field in fields(Limits)}
    if given.keys() != names:
        raise ValueError(f"limits.yml: {sorted(given.keys() ^ names)}")
    return Limits(**{name: _number(value) for name, value in given.items()})


def _number(value: Any) -> Any:  # noqa: ANN401 - a number or a pair
    return tuple(value) if isinstance(value, list) else value
