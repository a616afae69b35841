"""The policy desk on a real server, with people of each role and a stand-in action server."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from typing import Any

import numpy as np
import pytest
from argon2 import PasswordHasher
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint

from bot import standing as standing_module
from bot.channels.action_server import ActionServer
from bot.channels.delivery import OnNewMessage
from bot.channels.policy_desk.auditing import add_audit
from bot.channels.policy_desk.deciding import add_outcomes
from bot.channels.policy_desk.directory import add_directory
from bot.channels.policy_desk.drafts import add_drafts
from bot.channels.policy_desk.people import add_people
from bot.channels.policy_desk.switching import add_switches
from bot.channels.policy_desk.trying import add_trials
from bot.channels.policy_desk.waiting import add_queue
from bot.channels.shared_limits import SharedLimiter
from bot.channels.staff import COOKIE, add_staff_routes
from bot.records import accounts
from bot.records.accounts import passwords as passwords_module
from bot.records.database import database
from bot.records.policy_desk.rights import DESK_ROLES, grant
from bot.standing import Standing, put_standing
from luohu.settings import settings
from tests.bot.channels.serving import Reply, Served, serving
from tests.bot.channels.standins import standing_in

PASSWORD = "correct horse"
WEIHAI, FEICHENG = "371000", "370983"
_NAMES = itertools.count()


def run(work: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401
    """Work in the records, from a test."""
    return asyncio.run(database().run(work, *given))


def encode(text: str) -> Any:  # noqa: ANN401
    """A vector that tells pets from houses and nothing else."""
    pets = sum(text.count(word) for word in "宠狗猫")
    return np.array([pets, text.count("房") + 0.01, 0.01], np.float32)


class Understands:
    """Rasa, as far as it understands a message."""

    async def __call__(self, _message: object) -> None:
        """Answer nothing."""

    def is_ready(self) -> bool:
        """Whether the model is loaded."""
        return True

    async def parse_message(self, text: str) -> dict[str, Any]:
        """What is understood: that it is about renting."""
        ranking = [{"name": "ask_renting", "confidence": 0.9}]
        return {"text": text, "intent": ranking[0], "intent_ranking": ranking}


class Desk(InputChannel):
    """The routes of the staff and of the policy desk."""

    def url_prefix(self) -> str:
        return "/hotline"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        routes = Blueprint("desk")
        add_staff_routes(routes)
        add_people(routes)
        add_audit(routes)
        add_switches(routes)
        add_directory(routes)
        add_queue(routes, encode)
        add_trials(routes, ActionServer("desk"))
        add_drafts(routes)
        add_outcomes(routes, SharedLimiter("wrong_codes_of_an_account"))
        return routes


class Person:
    """Somebody of the staff."""

    def __init__(self, served: Served, name: str) -> None:
        self.served, self.name = served, name
        headers = {"Content-Type": "application/json"}
        body = {"name": name, "password": PASSWORD}
        reply = served.ask("POST", "/hotline/api/sign-in", body, headers=headers)
        assert reply.status == 200, reply.body
        self._cookie = SimpleCookie(reply.headers["Set-Cookie"])[COOKIE].value

    def ask(self, method: str, path: str, body: Any = None) -> Reply:  # noqa: ANN401
        kind = "octet-stream" if isinstance(body, bytes) else "json"
        headers = {"Content-Type": f"application/{kind}", "Cookie": f"{COOKIE}={self._cookie}"}
        sent = None if method == "GET" else body or {}
        return self.served.ask(method, f"/hotline/api/{path}", sent, headers=headers)

    def get(self, path: str) -> Any:  # noqa: ANN401
        reply = self.ask("GET", path)
        assert reply.status == 200, reply.body
        return reply.json

    def post(self, path: str, body: Any = None) -> Any:  # noqa: ANN401
        reply = self.ask("POST", path, body)
        assert reply.status == 200, reply.body
        return reply.json


def received(form: dict[str, Any] | None = None) -> dict[str, Any]:
    """A document as the action server reads it."""
    block = {"kind": "paragraph", "text": "一、租房可以落户。", "cells": [], "origin": {"page": 1}}
    clause = {"id": "一", "text": "租房可以落户。", "stretches": [[0, 0, 9]]}
    warnings = [{"kind": "pictures", "text": "文件里有1张图片", "place": ""}]
    stated = {
        "title": "关于落户的意见",
        "issuer": "威海市人民政府",
        "number": "威政发〔2026〕1号",
        "region": WEIHAI,
        "issued": "2026-02-10",
        "effective": "2026-03-01",
        "expires": "",
        "proof_read": False,
        "relations": [],
    }
    return {
        "kept": {"name": "意见.txt", "content": {"blocks": [block]}},
        "shown": {"clauses": [clause], "warnings": warnings},
        "form": {**stated, **(form or {})},
    }


def pathway(**changed: Any) -> dict[str, Any]:  # noqa: ANN401
    """The form of a pathway."""
    condition = {
        "state": "proposed",
        "fact": "lease_registered",
        "comparison": "is",
        "value": True,
        "text": "租赁备案",
        "quote": "租房可以落户",
        "meet": "",
        "sure": 0.8,
    }
    return {
        "state": "proposed",
        "title": "租房落户",
        "summary": "能。",
        "quotes": ["租房可以落户"],
        "joined": "all",
        "conditions": [condition],
        "materials": None,
        "apply_at": None,
        "lands_at": None,
        "companions": None,
        "facets": {"size": {"silent": True, "text": "", "quote": ""}},
        "sure": 0.9,
        **changed,
    }


class Actions:
    """The action server's desk: what it was asked, and what it says.

    Attributes:
        documents: what it reads in a file.
        refusal: why it takes none.
        findings: what the rules lack.
        verdict: on whoever is judged.
        unpublished: why nothing is published.
        current: the publication that is answered from.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.answers: Callable[[str, dict[str, Any]], tuple[int, Any]] | None = None
        self.documents = [received()]
        self.refusal = ""
        self.findings: list[str] = []
        self.verdict = "eligible"
        self.unpublished = ""
        self.current = "second"

    def answer(self, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        self.asked.append((path, body))
        if self.answers:
            return self.answers(path, body)
        if path.startswith("/drafts/"):
            return self._of_drafts(path.split("?")[0].removeprefix("/drafts/"), body)
        if path == "/desk/deadlines":
            items = [{"kind": "lapses", "region": WEIHAI}, {"kind": "lapses", "region": FEICHENG}]
            return 200, {"day": "2026-11-01", "items": items}
        return 200, {"rows": [{"kind": "answer"} for _ in body["tries"]]}

    def _of_drafts(self, what: str, body: dict[str, Any]) -> tuple[int, Any]:
        if self.refusal and what == "read":
            return 422, {"error": {"code": "refused", "message": self.refusal}}
        judged = [{"verdict": self.verdict} for _ in body.get("citizens", ())]
        findings = [{"kind": "unsaid", "pathway": "", "text": text} for text in self.findings]
        events = [
            {"publication": "second", "places": []},
            {"publication": "first", "places": [WEIHAI]},
        ]
        answers = {
            "limits": {"megabytes": 1, "seconds": 900},
            "read": {"documents": self.documents},
            "book": {"facts": []},
            "page": {"picture": "cGljdHVyZQ==", "boxes": [[0.1, 0.1, 0.9, 0.2]]},
            "propose": {"rules": {"pathways": {"renting": pathway()}, "absent": {}}},
            "check": {"findings": findings, "cells": {}, "verdicts": judged},
            "publish": {
                "done": not self.unpublished,
                "publication": "third",
                "folder": "371000-weihai-2026",
                "told": self.unpublished or "已发布",
            },
            "publications": {"current": self.current, "events": events},
            "back": {"done": True, "publication": "first", "folder": "", "told": "已返回"},
        }
        return 200, answers[what]


@pytest.fixture
def actions() -> Actions:
    """The action server."""
    return Actions()


@pytest.fixture
def served(actions: Actions, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """The desk on a server."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords_module, "_HASHER", hasher)
    monkeypatch.setattr(standing_module, "_now", Standing())
    with standing_in(actions.answer) as port:
        monkeypatch.setenv("LUOHU_ACTIONS_PORT", str(port))
        settings.cache_clear()
        with serving(f"policy_desk_{next(_NAMES)}", Understands(), [Desk()]) as server:
            yield server
    put_standing(Standing())


@pytest.fixture
def member(served: Served) -> Callable[..., Person]:
    """Makes an account with rights for a place and signs it in."""

    def make(name: str, *roles: str, region: str = WEIHAI) -> Person:
        run(accounts.add_account, name, f"科员{name}", ["policy"], PASSWORD)
        for role in roles:
            run(grant, name, role, region, "test")
        return Person(served, name)

    return make


@pytest.fixture
def of_each_role(member: Callable[..., Person]) -> dict[str, Person]:
    """Somebody of each role for Weihai, and somebody of none."""
    return {role: member(role, role) for role in DESK_ROLES} | {"none": member("none")}
