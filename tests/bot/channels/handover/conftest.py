"""A kiosk and the console of the operators on one server, and people at both."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from jsonschema import Draft202012Validator

from bot.channels.handover.service import OWN_FILE
from bot.channels.hotline import HotlineChannel
from bot.channels.hotline.channel import Times
from bot.channels.kiosk import KioskChannel
from bot.records.accounts import passwords as passwords_module
from luohu.settings import ROOT, settings
from tests.bot.channels.hotline.conftest import (
    answered,
    desk,
    member,
    operator,
    other,
    policy,
    supervisor,
)
from tests.bot.channels.hotline.standin import StandInDesk
from tests.bot.channels.keeping import Rasa
from tests.bot.channels.serving import Reply, Served, serving
from tests.bot.channels.standins import standing_in

__all__ = ["desk", "member", "operator", "other", "policy", "supervisor"]

ALWAYS = {"hours": [{"days": [1, 2, 3, 4, 5, 6, 7], "from": "00:00", "to": "24:00"}]}
NEVER = {"hours": []}
_NUMBERS = itertools.count(1)


@cache
def _contract() -> Any:  # noqa: ANN401
    schema = (ROOT / "contract" / "handover.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(schema))


@dataclass
class Resident:
    """Someone at a kiosk.

    Attributes:
        served: the server.
        token: of their conversation.
    """

    served: Served
    token: str = field(default="", repr=False)

    def begin(self) -> Resident:
        self.token = self.ask("POST", "session", {}).json["token"]
        return self

    def ask(self, method: str, path: str, body: Any = None) -> Reply:  # noqa: ANN401
        sent = {} if body is None and method == "POST" else body
        return self.served.ask(method, f"/kiosk/api/{path}", sent, self.token or None)

    def say(self, text: str) -> None:
        reply = self.ask("POST", "messages", {"id": f"m{next(_NUMBERS)}", "text": text})
        assert reply.status == 200, reply.body

    def want_a_person(self) -> dict[str, Any]:
        return self._seen(self.ask("POST", "handover"))

    def look(self) -> dict[str, Any]:
        return self._seen(self.ask("GET", "handover"))

    def write(self, text: str, sequence: int | None = None) -> dict[str, Any]:
        body = {"sequence": sequence or next(_NUMBERS) + 10_000, "text": text}
        return self._seen(self.ask("POST", "handover/messages", body))

    def leave(self) -> dict[str, Any]:
        return self._seen(self.ask("POST", "handover/end"))

    @property
    def messages(self) -> list[tuple[str, str]]:
        return [(one["speaker"], one["text"]) for one in self.look()["messages"]]

    @staticmethod
    def _seen(reply: Reply) -> dict[str, Any]:
        assert reply.status == 200, reply.body
        _contract().validate(reply.json)
        return dict(reply.json)


@pytest.fixture
def rasa(tmp_path: Path) -> Rasa:  # type: ignore[override]
    """The Rasa behind both."""
    return Rasa(tmp_path / "tracker.db", answer=answered)


@pytest.fixture
def times() -> Times:
    """Short ones."""
    # What is written at once stays together on a busy machine too.
    return Times(pause=1.0, ping=0.2, settle=0.1)


@pytest.fixture
def promise(tmp_path: Path) -> Callable[..., None]:
    """Changes what this installation promises."""

    def write(**given: object) -> None:
        file = tmp_path / "var" / "db" / OWN_FILE
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({**ALWAYS, **given}), encoding="utf-8")

    return write


@pytest.fixture
def served(
    desk: StandInDesk,
    rasa: Rasa,
    times: Times,
    promise: Callable[..., None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Served]:
    """Both channels on a server, at an hour at which operators answer."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords_module, "_HASHER", hasher)
    promise()
    built = settings().var_dir
    (tmp_path / "var" / "dictionary").symlink_to(built / "dictionary")
    with standing_in(desk.answer) as port:
        monkeypatch.setenv("LUOHU_SECRET", "s" * 40)
        monkeypatch.setenv("LUOHU_ACTIONS_PORT", str(port))
        monkeypatch.setenv("LUOHU_HOME_REGION", "371000")
        monkeypatch.setenv("LUOHU_VAR_DIR", str(tmp_path / "var"))
        settings.cache_clear()
        channels = [KioskChannel(), HotlineChannel(times, most_waiting=20)]
        with serving(f"handover_test_{next(_NUMBERS)}", rasa, channels) as server:
            yield server


@pytest.fixture
def arrives(served: Served) -> Callable[[], Resident]:
    """Someone walks up to a kiosk."""
    return lambda: Resident(served).begin()


@pytest.fixture
def resident(arrives: Callable[[], Resident]) -> Resident:
    """Someone at a kiosk who has asked something."""
    someone = arrives()
    someone.say("威海租房能落户吗")
    return someone
