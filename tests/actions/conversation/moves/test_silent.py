"""Who asks what no document answers is told what lies near, in the words that are said to stand."""

from __future__ import annotations

import pytest

from actions.conversation.decision import Decision
from actions.conversation.message import Message
from actions.conversation.moves.silent import perform
from actions.conversation.respond import understand
from actions.conversation.services import Services
from actions.conversation.session import Session
from luohu.text import compact
from tests.actions.conftest import USUAL_DAY


@pytest.mark.parametrize("region", ["371000", "370306", "370983", "150400", "330211"])
def test_the_words_of_a_way_that_is_near_stand_below_it(services: Services, region: str) -> None:
    opened = services.eligibility.pathways(region)
    message = Message("这件事怎么办", None, 0.0, {})
    situation = understand(message, Session(region=region), services, USUAL_DAY)
    near = {
        topic.id: next(name for name in topic.near if name in opened)
        for topic in services.topics.values()
        if topic.ours and any(name in opened for name in topic.near)
    }
    assert near
    for topic, name in near.items():
        turn = perform(Decision("silent", "", situation, about=(topic,)))
        _folder, rules = opened[name]
        assert rules.title in turn.text
        shown = compact(next(part.text for part in turn.parts if part.kind == "clause"))
        begins = compact(rules.quotes[0])[:20]
        assert begins in shown, (topic, name)
