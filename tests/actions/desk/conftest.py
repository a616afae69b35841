"""A caller's conversation, and the running action server."""

from __future__ import annotations

import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from actions.conversation.message import Message
from actions.conversation.respond import respond
from actions.conversation.services import Services
from actions.conversation.session import Session
from actions.desk.suggestion import suggestion
from luohu.settings import ROOT
from luohu.text import normalise
from tests.actions.conftest import USUAL_DAY
from tools.run.ports import free_ports
from tools.run.server import Server
from tools.run.servers import server_specs

JSON = dict[str, Any]
_PATIENCE_SECONDS = 60


@dataclass
class Call:
    """A caller and what the desk suggests to each thing said."""

    services: Services
    session: Session = field(default_factory=Session)
    turn: JSON = field(default_factory=dict)

    def hear(self, text: str, intent: str, likely: float = 0.9) -> JSON:
        """The suggestion to something said."""
        said = normalise(text)
        message = Message(said, intent, likely, {intent: likely})
        reply = respond(message, self.session, self.services, USUAL_DAY)
        self.session, self.turn = reply.session, reply.turn.as_dict()
        return suggestion(self.services, said, self.turn, self.session, USUAL_DAY)


@pytest.fixture
def call(services: Services) -> Callable[..., Call]:
    """Takes a call, with a session to begin with if one is given."""
    return lambda **session: Call(services, Session(**session))


@dataclass(frozen=True)
class Address:
    """A server on this machine, and the file it logs to."""

    port: int
    log: Path

    def get(self, path: str) -> tuple[int, JSON]:
        """Status and body of the reply to a GET."""
        return self._send(urllib.request.Request(f"http://127.0.0.1:{self.port}{path}"))

    def post(self, path: str, body: object) -> tuple[int, JSON]:
        """Status and body of the reply to a POST of JSON, or of bytes as they are."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._send(
            urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, method="POST")
        )

    def _send(self, request: urllib.request.Request) -> tuple[int, JSON]:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=30) as reply:
                return reply.status, json.loads(reply.read())
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """The action server on a free port."""
    (port,) = free_ports(1)
    variables = {
        **os.environ,
        "LUOHU_ACTIONS_PORT": str(port),
        "LUOHU_TODAY": USUAL_DAY.isoformat(),
        "LUOHU_HOME_REGION": "",
    }
    spec, _bot = server_specs(variables)
    log = tmp_path_factory.mktemp("log") / "actions.log"
    running = Server(replace(spec, log=log), ROOT)
    try:
        until = time.monotonic() + _PATIENCE_SECONDS
        while not running.is_healthy():
            running.require_alive()
            assert time.monotonic() < until, "the action server does not get ready"
            time.sleep(0.2)
        yield Address(port, log)
    finally:
        running.stop()
