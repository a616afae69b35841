"""A message as long as one may be is answered in no more time than anybody waits."""

from __future__ import annotations

import time

import pytest

from actions.conversation.message import Message
from actions.conversation.respond import respond
from actions.conversation.services import Services
from actions.conversation.session import ALL_WAYS, Session
from tests.actions.conftest import USUAL_DAY

LONGEST = 2000
# The processor's seconds, of all threads.
PATIENCE = 1.0
STORY = "我叔叔前年从青岛搬到威海租房住,社保交了三年半,想把户口迁过来,孩子今年九月上小学。"


@pytest.mark.parametrize(
    "said",
    [
        STORY,
        STORY.replace(",", "").replace("。", ""),
        "我妈的儿子的老婆的姐姐的",
        "威海青岛赤峰周村环翠区",
        "住了三年半到两年零三个月,",
        "2020年3月到2021年5月,",
        "不是没有不到现在也没",
        "刚刚整整已经问问我想就是",
        "wozaiweihaizufang",
        "xian",
        "1.租房 2.社保 3.投靠;",
        "的期也会能还正满",
        "\u0301۞𠀀ﷺ⁂ 。,",
    ],
)
@pytest.mark.parametrize(
    "session",
    [Session(), Session(region="371000", checking=ALL_WAYS, basis_asked=True)],
    ids=["new", "in the interview"],
)
def test_a_message_of_two_thousand_characters_is_answered_in_time(
    services: Services, said: str, session: Session
) -> None:
    text = (said * LONGEST)[:LONGEST]
    seconds = []
    for _ in range(3):
        began = time.process_time()
        respond(Message(text, "inform", 0.5), session, services, USUAL_DAY)
        seconds.append(time.process_time() - began)
    assert min(seconds) < PATIENCE
