"""A draft that was handed in, for tests of what people do with it."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import quote

from tests.bot.channels.policy_desk.conftest import WEIHAI, Person, pathway

_PATIENCE = 10.0


def hand_in(
    editor: Person, name: str = "意见.txt", region: str = WEIHAI, data: bytes = b"received"
) -> dict[str, Any]:
    """Hand a file in and wait until it is read."""
    reply = editor.ask("POST", f"desk/drafts?name={quote(name)}&region={region}", data)
    assert reply.status == 200, reply.body
    return settled(editor, reply.json["draft"]["id"])


def settled(person: Person, draft: str) -> dict[str, Any]:
    """A draft once no program works on it."""
    began = time.monotonic()
    while True:
        found: dict[str, Any] = person.get(f"desk/drafts/{draft}")["draft"]
        if found["state"] not in ("reading", "publishing"):
            return found
        assert time.monotonic() - began < _PATIENCE
        time.sleep(0.02)


def confirm(editor: Person, draft: dict[str, Any], **changed: Any) -> Any:  # noqa: ANN401
    """Confirm what a draft is; gives the reply."""
    body = {**draft["form"], **changed, "version": draft["version"]}
    return editor.ask("POST", f"desk/drafts/{draft['id']}/confirm", body)


def change(person: Person, draft: dict[str, Any], path: str, **body: Any) -> Any:  # noqa: ANN401
    """Change a draft as it was last seen; gives the reply."""
    sent = {**body, "version": draft["version"]}
    return person.ask("POST", f"desk/drafts/{draft['id']}/{path}", sent)


def complete(editor: Person) -> dict[str, Any]:
    """A draft that is ready to be signed: confirmed, its warnings settled, with rules."""
    draft = confirm(editor, hand_in(editor)).json["draft"]
    draft = change(editor, draft, "settle", number=0, remark="看过").json["draft"]
    form = pathway(state="confirmed")
    form["conditions"][0]["state"] = "confirmed"
    draft = change(editor, draft, "rule", pathway="renting", form=form).json["draft"]
    facts = {"lease_registered": True}
    scenario = {"name": "备案了", "pathway": "renting", "facts": facts, "verdict": "eligible"}
    reply = change(editor, draft, "scenarios", scenarios=[scenario])
    assert reply.status == 200, reply.body
    made: dict[str, Any] = reply.json["draft"]
    return made
