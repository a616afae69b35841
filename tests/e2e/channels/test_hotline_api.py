"""The hotline of the running bot: an operator with a caller on the line."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from websockets.sync.client import connect

from tests.e2e.conftest import SETTINGS
from tests.e2e.staff import add_member
from tools.run import RunningBot

_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
PHONE = "13812345678"


@dataclass
class Operator:
    """Somebody who has signed in at the hotline of the running bot."""

    bot: RunningBot
    name: str
    cookie: str = ""

    def sign_in(self, password: str) -> Operator:
        body = {"name": self.name, "password": password}
        status, _account, headers = self._send("POST", "sign-in", body, {})
        assert status == 200
        self.cookie = headers["Set-Cookie"].split(";")[0]
        return self

    def ask(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401
        """The JSON of a request that is met."""
        status, reply, _headers = self._send(method, path, body, {"Cookie": self.cookie})
        assert status == 200, reply
        return reply

    def say(self, call: str, sequence: int, text: str) -> dict[str, Any]:
        """The suggestion for what the caller says."""
        said = {"sequence": sequence, "speaker": "caller", "text": text, "final": True}
        reply = self.ask("POST", f"calls/{call}/segments", {"segments": [said]})
        (suggestion,) = reply["suggestions"]
        return dict(suggestion)

    def transcribe(self, call: str, *texts: str) -> None:
        """What the telephone system hears of the caller."""
        segments = [
            {"sequence": number, "speaker": "caller", "text": text, "final": True}
            for number, text in enumerate(texts)
        ]
        body = {"operator": self.name, "call": call, "segments": segments}
        key = {"Authorization": f"Bearer {SETTINGS['LUOHU_ASR_KEY']}"}
        status, reply, _headers = self._send("POST", "transcripts", body, key)
        assert (status, reply) == (200, {"accepted": len(texts)})

    def frames(self) -> Iterator[dict[str, Any]]:
        """What the page hears while it is open."""
        address = f"{self.bot.bot_url.replace('http', 'ws')}/hotline/api/live"
        headers = {"Cookie": self.cookie}
        origin: Any = self.bot.bot_url
        with connect(address, origin=origin, additional_headers=headers, proxy=None) as page:
            yield {"type": "opened"}
            while True:
                yield json.loads(page.recv(timeout=60))

    def _send(
        self, method: str, path: str, body: object, headers: dict[str, str]
    ) -> tuple[int, Any, Any]:
        data = json.dumps({} if body is None else body).encode() if method != "GET" else None
        request = urllib.request.Request(
            f"{self.bot.bot_url}/hotline/api/{path}",
            data=data,
            headers={"Content-Type": "application/json", **headers},
            method=method,
        )
        try:
            reply = _OPENER.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            reply = error
        with reply:
            return reply.status, json.loads(reply.read()), reply.headers


@pytest.fixture
def member(bot: RunningBot) -> Callable[..., Operator]:
    """Makes an account as the documentation says, and signs it in."""

    def make(*roles: str) -> Operator:
        added = add_member(bot, *roles)
        return Operator(bot, added.name).sign_in(added.password)

    return make


@pytest.fixture
def operator(member: Callable[..., Operator]) -> Operator:
    """An operator."""
    return member("operator")


def test_a_caller_s_question_gets_something_to_read_out(operator: Operator) -> None:
    call = operator.ask("POST", "calls", {"region": "371000"})
    suggestion = operator.say(call["id"], 1, "租房子能落户吗")
    assert suggestion["confident"] and suggestion["short"] and suggestion["long"]
    assert suggestion["clauses"][0]["document"] == "371000-weihai"
    assert suggestion["turn"]["topic"] == "renting"
    assert suggestion["next_question"]["text"]
    assert suggestion["short"].startswith("按已经过期的文件（有效期到2026年10月20日）：")


def test_below_the_bar_there_are_clauses_and_no_conclusion(operator: Operator) -> None:
    unsure = []
    for text in ("我爸的房子我能落吗", "户口那个事呢", "他说的那种能行不", "房子的事"):
        call = operator.ask("POST", "calls", {"region": "371000"})
        suggestion = operator.say(call["id"], 1, text)
        if not suggestion["confident"]:
            unsure.append(suggestion)
    assert unsure
    for suggestion in unsure:
        assert suggestion["short"] is suggestion["long"] is suggestion["verdict"] is None
        assert suggestion["turn"]["kind"] == "no_answer"
        assert not {"eligibility", "question"} & suggestion["turn"].keys()


def test_facts_that_the_operator_changes_change_the_verdict(operator: Operator) -> None:
    call = operator.ask("POST", "calls", {"region": "150400"})["id"]
    operator.say(call, 1, "我买了房，看看我能不能落户")
    kinds = operator.ask("GET", "facts?region=150400")["facts"]
    name = "owned_home_in_town"
    assert name in [kind["name"] for kind in kinds]
    verdicts = []
    for value in (True, False):
        facts = {"owns_home_here": True, "lives_in_own_home": True, name: value}
        body = {"facts": {**facts, "owned_home_in_township": False}}
        suggestion = operator.ask("PUT", f"calls/{call}/facts", body)["suggestion"]
        shown = {fact["name"]: fact["value"] for fact in suggestion["facts"]}
        assert shown[name] is value
        verdicts.append(suggestion["verdict"])
    assert verdicts == ["eligible", "ineligible"]


def test_a_region_named_later_answers_the_waiting_question(operator: Operator) -> None:
    call = operator.ask("POST", "calls")["id"]
    first = operator.say(call, 1, "租房子能落户吗")
    assert first["turn"]["kind"] == "clarify_region"
    reply = operator.ask("PUT", f"calls/{call}/region", {"region": "370983"})
    assert reply["suggestion"]["turn"]["region"]["code"] == "370983"
    assert reply["suggestion"]["clauses"]
    body = {"regions": ["370983", "371000"]}
    turns = operator.ask("POST", f"calls/{call}/compare", body)["turns"]
    assert [turn["region"]["code"] for turn in turns] == body["regions"]


def test_the_line_s_words_are_on_the_page_at_once(operator: Operator) -> None:
    frames = operator.frames()
    next(frames)
    operator.transcribe("pbx-1", f"喂我电话{PHONE}", "我在威海租房", "能落户吗")
    got = []
    while not got or got[-1]["type"] != "suggestion":
        got.append(next(frames))
    frames.close()  # type: ignore[attr-defined]
    assert PHONE not in json.dumps(got)
    assert [frame["type"] for frame in got].count("segment") == 3
    suggestion = got[-1]["suggestion"]
    assert suggestion["turn"]["region"]["code"] == "371000"
    assert suggestion["segment_sequence"] == 2


def test_a_case_goes_on_in_a_call_and_leaves_a_summary(
    member: Callable[..., Operator], operator: Operator
) -> None:
    first = operator.ask("POST", "calls", {"region": "371000"})["id"]
    operator.say(first, 1, f"我在威海租房两年了，电话{PHONE}，看看我能落户吗")
    code = operator.ask("POST", f"calls/{first}/case")["code"]
    second = operator.ask("POST", "calls", {"case": code})["id"]
    (suggestion,) = operator.ask("GET", f"calls/{second}")["suggestions"]
    assert suggestion["turn"]["region"]["code"] == "371000"
    decision = {"decision": "reject", "reason": "没有回答"}
    operator.ask("POST", f"suggestions/{suggestion['id']}/decision", decision)
    summary = operator.ask("GET", f"calls/{first}/summary")["text"]
    assert "威海市" in summary and "租房" in summary and PHONE not in summary
    supervisor = member("supervisor")
    reasons = [row["reason"] for row in supervisor.ask("GET", "reports")["rejections"]]
    assert "没有回答" in reasons
    bare = Operator(operator.bot, "nobody")
    status, reply, _headers = bare._send("GET", f"calls/{first}", None, {})
    assert (status, reply["error"]["code"]) == (401, "signed_out")
