"""The bot without its servers: NLU as a process beside, the conversation in this one."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any

from actions.conversation.message import Message
from actions.conversation.respond import respond
from actions.conversation.services import Services
from actions.conversation.session import Session
from evaluation.client import Reply
from evaluation.items import EvaluationError
from luohu.settings import ROOT


@dataclass(frozen=True)
class Said:
    """One message as intake left it, and the session after the turn that answered it."""

    text: str
    session: Session


@dataclass
class Inside:
    """A bot for ``run_items`` that also tells the session after each turn.

    Attributes:
        said: what was said last by each sender, and the session after it.
    """

    services: Services
    day: date
    ask: IO[str]
    hear: IO[str]
    said: dict[str, list[Said]] = field(default_factory=dict)

    def say(self, sender: str, message: str) -> Reply:
        """The reply to one message.

        Raises:
            EvaluationError: the NLU process has ended.
        """
        started = time.perf_counter()
        heard = self._heard(message)
        before = self.said.setdefault(sender, [])
        session = before[-1].session if before else Session()
        reply = respond(
            Message(heard["text"], heard["intent"], heard["confidence"], heard["ranking"]),
            session,
            self.services,
            self.day,
        )
        before.append(Said(heard["text"], reply.session))
        turn = reply.turn.as_dict()
        return Reply((turn,), turn["text"], time.perf_counter() - started)

    def _heard(self, message: str) -> dict[str, Any]:
        self.ask.write(json.dumps(message) + "\n")
        self.ask.flush()
        line = self.hear.readline()
        if not line:
            raise EvaluationError("the NLU process has ended; is the bot built? run: make build")
        heard: dict[str, Any] = json.loads(line)
        return heard


@contextmanager
def bot_inside(services: Services, day: date) -> Iterator[Inside]:
    """A bot whose NLU runs as a process of the bot's environment while it is used."""
    python = ROOT / ".venv" / "bot" / "bin" / "python"
    with subprocess.Popen(
        [str(python), "-m", "evaluation.heard"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        yield Inside(services, day, process.stdin, process.stdout)
        process.stdin.close()
