"""Questions are tried before residents ask them, and what cannot be tried is explained."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.bot.channels.policy_desk.conftest import Actions, Person

QUESTIONS = {"questions": [{"text": "租房能落户吗", "region": "371000"}]}


def test_what_a_question_comes_to_is_shown(member: Callable[..., Person]) -> None:
    assert member("wang", "editor").post("desk/trial", QUESTIONS) == {"rows": [{"kind": "answer"}]}


def test_a_publication_that_nobody_made_is_named_as_such(
    member: Callable[..., Person], actions: Actions
) -> None:
    def refuse(_path: str, body: dict[str, Any]) -> tuple[int, Any]:
        message = f"没有版本号是“{body['other']}”的版本"
        return 404, {"error": {"code": "no_publication", "message": message}}

    editor = member("wang", "editor")
    actions.answers = refuse
    reply = editor.ask("POST", "desk/trial", {**QUESTIONS, "other": "a1b2"})
    assert reply.status == 404
    assert reply.json["error"] == {
        "code": "no_publication",
        "message": "没有版本号是“a1b2”的版本",
    }


def test_an_action_server_that_fails_is_said_to_be_away(
    member: Callable[..., Person], actions: Actions
) -> None:
    editor = member("wang", "editor")
    actions.answers = lambda _path, _body: (500, {})
    reply = editor.ask("POST", "desk/trial", QUESTIONS)
    assert (reply.status, reply.json["error"]["code"]) == (503, "library_away")
