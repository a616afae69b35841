"""People at kiosks, who send a message again until it is answered, as the pages do."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.sync.connection import Connection

from evaluation.bench.channels.visitor import Visitor

# How long a page waits for an answer, and then until it tries again.
_PATIENCE = 20.0
_PAUSE = 0.5
_TLS = ssl.create_default_context()
_TLS.check_hostname = False
_TLS.verify_mode = ssl.CERT_NONE
FAILURES = (OSError, http.client.HTTPException, WebSocketException, ValueError, KeyError)
"""What a request meets while a server is away."""


@dataclass(frozen=True)
class Answered:
    """A message that got its answer.

    Attributes:
        sent: when it was first sent, in seconds of ``time.monotonic``.
        at: when the answer came.
        tries: how often it was sent.
    """

    sent: float
    at: float
    tries: int


@dataclass
class Log:
    """What everybody met, gathered from all threads."""

    answered: list[Answered] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)

    def between(self, begin: float, end: float) -> list[Answered]:
        """The answers that came within a time."""
        return [one for one in self.answered if begin <= one.at <= end]


class Person:
    """Somebody at a kiosk, over HTTP or a WebSocket.

    Args:
        address: where the cluster is reached.
        visitor: who it is, and what they ask.
        live: whether over a WebSocket.
        log: where it is noted what they met.
        patience: seconds after which a message counts as lost.
    """

    def __init__(
        self, address: str, visitor: Visitor, live: bool, log: Log, patience: float
    ) -> None:
        self._address = address
        self._host = urlsplit(address).netloc
        self.visitor = visitor
        self._live = live
        self._log = log
        self._patience = patience
        # Each hall has an address of its own, of those that mean this machine.
        self._from = f"127.0.1.{1 + visitor.number % 250}"
        self._token = ""
        self._socket: Connection | None = None

    def stay(self, goes_on: Callable[[], bool]) -> None:
        """Ask one thing after the other until it is time to go."""
        while goes_on():
            message_id, text = self.visitor.next()
            began, sent, tries = time.perf_counter(), time.monotonic(), 0
            turn = None
            while turn is None and time.monotonic() < sent + self._patience:
                tries += 1
                try:
                    turn = self._said(message_id, text, again=tries > 1)
                except FAILURES:
                    self._hang_up()
                if turn is None:
                    time.sleep(_PAUSE)
            if turn is None:
                self._log.unanswered.append(message_id)
                continue
            self.visitor.met(began, message_id, message_id, turn)
            self._log.answered.append(Answered(sent, time.monotonic(), tries))
            self.visitor.wait(float("inf"))
        self._hang_up()

    def _said(self, message_id: str, text: str, again: bool) -> dict[str, object] | None:
        """The turn that answers a message, None where it only apologises."""
        self._begin()
        message = {"id": message_id, "text": text, "resent": again}
        answer = (
            self._over_socket(message) if self._live else self._ask("POST", "messages", message)
        )
        if answer is None or answer.get("failed"):
            return None
        turn = answer["turn"]
        assert isinstance(turn, dict)
        return turn

    def post(self, path: str, body: dict[str, object]) -> dict[str, object]:
        """What a request of their conversation gets.

        Raises:
            FAILURES: nothing of use.
        """
        self._begin()
        return self._ask("POST", path, body)

    def get(self, path: str) -> dict[str, object]:
        """As ``post``."""
        self._begin()
        return self._ask("GET", path, None)

    def _begin(self) -> None:
        if not self._token:
            told = self._ask("POST", "session", {"region": self.visitor.region})
            self._token = str(told["token"])

    def _ask(self, method: str, path: str, body: dict[str, object] | None) -> dict[str, object]:
        connection = http.client.HTTPSConnection(
            self._host, timeout=_PATIENCE, context=_TLS, source_address=(self._from, 0)
        )
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        try:
            sent = None if body is None else json.dumps(body)
            connection.request(method, f"/kiosk/api/{path}", sent, headers)
            reply = connection.getresponse()
            content = reply.read()
            if reply.status != 200:
                raise OSError(f"status {reply.status}")
            return dict(json.loads(content))
        finally:
            connection.close()

    def _over_socket(self, message: dict[str, object]) -> dict[str, object] | None:
        if self._socket is None:
            address = f"{self._address.replace('http', 'ws', 1)}/kiosk/api/socket"
            host, _, port = self._host.partition(":")
            opened = socket.create_connection((host, int(port)), _PATIENCE, (self._from, 0))
            self._socket = connect(
                address, sock=opened, ssl=_TLS, open_timeout=_PATIENCE, close_timeout=1
            )
            self._socket.send(json.dumps({"type": "hello", "token": self._token}))
        self._socket.send(json.dumps({"type": "message", **message}))
        for frame in self._frames():
            if frame["type"] == "answer" and frame["id"] == message["id"]:
                return frame
            if frame["type"] == "error":
                return None
        return None

    def _frames(self) -> Iterator[dict[str, object]]:
        until = time.monotonic() + _PATIENCE
        while self._socket is not None and time.monotonic() < until:
            frame = dict(json.loads(self._socket.recv(timeout=until - time.monotonic())))
            if frame["type"] == "ping":
                self._socket.send('{"type": "pong"}')
            yield frame

    def _hang_up(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


class Load:
    """Everybody, each in a thread of their own.

    Args:
        persons: who comes.
    """

    def __init__(self, persons: Sequence[Person]) -> None:
        self.persons = persons
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=one.stay, args=(self._goes_on,), daemon=True) for one in persons
        ]

    def begin(self) -> None:
        """Let everybody come."""
        for thread in self._threads:
            thread.start()

    def end(self, patience: float) -> None:
        """Let everybody go once they have their answer."""
        self._over.set()
        until = time.monotonic() + patience
        for thread in self._threads:
            thread.join(max(0.1, until - time.monotonic()))

    def _goes_on(self) -> bool:
        return not self._over.is_set()
