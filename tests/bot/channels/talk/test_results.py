"""A result goes onto a phone: a plain page, for half an hour, without an account."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.channels.results import routes
from bot.channels.results.page import result_of, result_page
from bot.records.database import database
from bot.records.results import RESULTS
from bot.turns import plain_turn
from luohu.clock import CHINA
from luohu.settings import settings
from tests.bot.channels.keeping import Rasa
from tests.bot.channels.serving import Reply, Served
from tests.bot.channels.talk.conftest import PHONE, Client, refused, run

CITATION = {
    "document": "371000-weihai",
    "title": "户口登记管理规定",
    "doc_number": None,
    "issuer": "威海市公安局",
    "clause": "一/(二)",
    "heading": "一、条件 > （二）租房",
    "quote": "租赁<成套>住房的",
    "status": "in_force",
    "effective_from": None,
    "expires_on": None,
    "role": "answers",
}


@pytest.fixture(autouse=True)
def _phones_reach_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOHU_RESULT_LINK", "https://hall.test/kiosk/result/")
    settings.cache_clear()


def opened(served: Served, link: str) -> Reply:
    return served.ask("GET", link.removeprefix("https://hall.test"))


def test_a_phone_opens_the_answer_and_nothing_that_was_written(
    served: Served, person: Client
) -> None:
    said = person.say(f"我电话{PHONE}，租房能落户吗").json
    kept = person.post("/results", {"id": said["id"], "code": "ABCD3467"}).json
    page = opened(served, kept["link"])
    assert page.status == 200
    text = page.body.decode()
    assert "答:" in text
    assert "ABCD3467" in text
    assert "<script" not in text
    assert PHONE not in text
    assert page.headers["Cache-Control"] == "no-store"
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]


def test_after_half_an_hour_the_page_is_gone(
    served: Served, person: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = person.post("/results", {"id": person.say("租房").json["id"]}).json

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(CHINA) + timedelta(minutes=31)

    monkeypatch.setattr(routes, "datetime", Later)
    page = opened(served, kept["link"])
    assert page.status == 404
    assert "已经失效" in page.body.decode()
    again = person.post("/results", {"id": person.say("租房").json["id"]})
    assert again.status == 200
    left = run(database().read(lambda one: one.execute(sa.select(RESULTS.c.key)).all()))
    assert len(left) == 1


def test_nobody_guesses_an_address_or_finds_it_in_the_records(
    served: Served, person: Client
) -> None:
    kept = person.post("/results", {"id": person.say("租房").json["id"]}).json
    key = kept["link"].rsplit("/", 1)[1]
    assert len(key) >= 22
    stored = run(database().read(lambda one: one.execute(sa.select(RESULTS)).all()))
    assert key not in str(stored)
    for wrong in ("x", "A" * 22, "A" * 500):
        assert opened(served, f"https://hall.test/kiosk/result/{wrong}").status == 404


def test_only_answers_of_the_own_conversation_are_kept(served: Served, person: Client) -> None:
    said = person.say("租房").json["id"]
    other = Client(served).begin()
    refused(other.post("/results", {"id": said}), 404, "no_answer")
    refused(person.post("/results", {"id": "never"}), 404, "no_answer")
    refused(person.post("/results", {}), 400, "bad_request")


def test_where_no_phone_reaches_the_server_nothing_is_offered(
    served: Served, keeper: Rasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Client(served).post("/session").json["results"] is True
    monkeypatch.setenv("LUOHU_RESULT_LINK", "")
    settings.cache_clear()
    assert Client(served).post("/session").json["results"] is False


def test_the_page_has_notices_before_the_answer_and_the_clause_to_the_letter() -> None:
    turn = plain_turn(
        "能。",
        region={"code": "371000", "name": "威海市"},
        citations=[CITATION],
        notices=[{"kind": "expired", "text": "文件已经过期"}],
        facts_told=[
            {"fact": "a", "label": "租房备案", "value": "是", "whose": "您", "payload": "p"}
        ],
    )
    page = result_page(result_of(turn, ""), datetime(2026, 11, 22, 9, 30, tzinfo=CHINA))
    assert page.index("文件已经过期") < page.index("能。") < page.index("租房备案：是")
    assert "租赁&lt;成套&gt;住房的" in page
    assert "09:30" in page
    assert "接办码" not in page
    assert re.search("一、条件 › （二）租房", page)
