"""Talking to a running bot through Rasa's REST channel."""

from __future__ import annotations

import http.client
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from evaluation.items import EvaluationError

PATH = "/webhooks/rest/webhook"
TIMEOUT_SECONDS = 60


@dataclass(frozen=True)
class Reply:
    """What came back for one message.

    Attributes:
        turns: the turn objects (``custom``), normally one.
        text: the text items, joined by a line break.
        seconds: from sending the message to having read the whole reply.
        fault: why there is no reply, empty where there is one.
    """

    turns: tuple[dict[str, Any], ...] = ()
    text: str = ""
    seconds: float = 0.0
    fault: str = ""

    @property
    def turn(self) -> dict[str, Any]:
        """The turn that is scored: the last one, empty where none came."""
        return self.turns[-1] if self.turns else {}


@dataclass
class Bot:
    """A bot at an address such as ``http://127.0.0.1:5005``; one connection, kept open."""

    url: str
    _connection: http.client.HTTPConnection = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Prepare the connection without opening it yet."""
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise EvaluationError(f"{self.url!r} is no address; write it as http://127.0.0.1:5005")
        kind = (
            http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        )
        self._connection = kind(parts.hostname, parts.port, timeout=TIMEOUT_SECONDS)

    def say(self, sender: str, message: str) -> Reply:
        """Send one message as ``sender`` and wait for the reply.

        A reply of another status or form comes back with its fault.

        Raises:
            EvaluationError: nobody answers at the address.
        """
        body = json.dumps({"sender": sender, "message": message}).encode("ascii")
        started = time.perf_counter()
        try:
            status, content = self._post(body)
        except TimeoutError:
            self._connection.close()
            return Reply(
                seconds=time.perf_counter() - started, fault=f"nothing in {TIMEOUT_SECONDS} s"
            )
        except (OSError, http.client.HTTPException) as error:
            raise EvaluationError(
                f"no bot answers at {self.url} ({error}); start it with: make run"
            ) from error
        seconds = time.perf_counter() - started
        if status != 200:
            return Reply(seconds=seconds, fault=f"HTTP status {status}")
        return read_reply(content, seconds)

    def _post(self, body: bytes) -> tuple[int, bytes]:
        headers = {"Content-Type": "application/json"}
        for last in (False, True):
            try:
                self._connection.request("POST", PATH, body, headers)
                response = self._connection.getresponse()
                return response.status, response.read()
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                # The server closes a connection that has been idle: open it anew, once.
                self._connection.close()
                if last:
                    raise
        raise AssertionError("unreachable")


def read_reply(content: bytes, seconds: float) -> Reply:
    """Read the list of items that the REST channel returns."""
    try:
        items = json.loads(content)
    except ValueError:
        return Reply(seconds=seconds, fault="the reply is not JSON")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        return Reply(seconds=seconds, fault="the reply is not a list of items")
    turns = tuple(item["custom"] for item in items if isinstance(item.get("custom"), dict))
    text = "\n".join(str(item["text"]) for item in items if item.get("text"))
    fault = "" if turns else "the reply holds no turn" if items else "the reply is empty"
    return Reply(turns, text, seconds, fault)
