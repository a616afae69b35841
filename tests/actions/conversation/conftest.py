"""A conversation without Rasa: messages with the intent that a test gives them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from actions.conversation.message import Message
from actions.conversation.respond import respond
from actions.conversation.services import Services
from actions.conversation.session import Session
from luohu.text import compact, normalise
from tests.actions.conftest import USUAL_DAY, Contract


@dataclass
class Talk:
    """One person's conversation; each turn is checked and the session kept as Rasa keeps it."""

    services: Services
    contract: Contract
    day: date = USUAL_DAY
    session: Session = field(default_factory=Session)

    def say(
        self, text: str, asks: str | None = None, act: str | None = None, masked: bool = False
    ) -> dict[str, Any]:
        """What the bot says to a message that asks about a subject or is a dialogue act."""
        intent = f"ask_{asks}" if asks else act
        ranking = {intent: 0.9} if intent else {}
        message = Message(normalise(text), intent, 0.9 if intent else 0.0, ranking)
        reply = respond(message, self.session, self.services, self.day, masked)
        self.session = Session.from_dict(json.loads(json.dumps(reply.session.as_dict())))
        assert self.session == reply.session
        turn = reply.turn.as_dict()
        self.contract.validate(turn)
        self._check_quotes(turn)
        return turn

    def go_on(self, turn: dict[str, Any], answers: Mapping[str, str]) -> dict[str, Any]:
        """What the bot says once every question was answered; none may come twice."""
        asked: list[str] = []
        while turn["kind"] == "question":
            fact = turn["question"]["fact"]
            assert fact not in asked, f"{fact} is asked again"
            asked.append(fact)
            turn = self.say(answers[fact], act="inform")
        return turn

    def _check_quotes(self, turn: dict[str, Any]) -> None:
        for citation in turn["citations"]:
            document = self.services.corpus.documents[citation["document"]]
            assert compact(citation["quote"]) in compact(document.received)
            if turn["region"]:
                assert document.region == turn["region"]["code"]
        if turn["kind"] in ("answer", "eligibility"):
            assert turn["citations"]
            assert turn["region"]


Start = Callable[..., Talk]


@pytest.fixture
def start(services: Services, contract: Contract) -> Start:
    """Begins a conversation, with a session to begin with if one is given."""

    def begin(**session: Any) -> Talk:  # noqa: ANN401
        return Talk(services, contract, session=Session(**session))

    return begin
