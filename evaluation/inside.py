"""The bot without its servers: NLU as a process beside, the conversation in this one."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import IO

from actions.conversation.message import Message
from actions.conversation.respond import respond
from actions.conversation.services import Services, load_services
from actions.conversation.session import Session
from evaluation.client import Reply
from evaluation.items import EvaluationError
from luohu.settings import ROOT, Settings


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
        heard: what NLU made of each message so far.
    """

    services: Services
    day: date
    ask: IO[str]
    hear: IO[str]
    said: dict[str, list[Said]] = field(default_factory=dict)
    heard: dict[str, Message] = field(default_factory=dict)

    def say(self, sender: str, message: str) -> Reply:
        """The reply to one message.

        Raises:
            EvaluationError: the NLU process has ended.
        """
        started = time.perf_counter()
        heard = self.hear_message(message)
        before = self.said.setdefault(sender, [])
        session = before[-1].session if before else Session()
        reply = respond(heard, session, self.services, self.day)
        before.append(Said(heard.text, reply.session))
        turn = reply.turn.as_dict()
        return Reply((turn,), turn["text"], time.perf_counter() - started)

    def hear_message(self, message: str) -> Message:
        """What intake and NLU make of a message; each is put to them once.

        Raises:
            EvaluationError: the NLU process has ended.
        """
        if message not in self.heard:
            self.ask.write(json.dumps(message) + "\n")
            self.ask.flush()
            line = self.hear.readline()
            if not line:
                raise EvaluationError(
                    "the NLU process has ended; is the bot built? run: make build"
                )
            self.heard[message] = Message(**json.loads(line))
        return self.heard[message]


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


@contextmanager
def built_bot(config: Settings, day: date) -> Iterator[Inside]:
    """The bot of this installation without its servers and without a place preset.

    Raises:
        EvaluationError: the bot is not built.
    """
    try:
        services = load_services(replace(config, home_region=None))
    except (ValueError, RuntimeError, OSError) as error:
        raise EvaluationError(f"the bot is not built: {error}") from error
    with bot_inside(services, day) as bot:
        yield bot
