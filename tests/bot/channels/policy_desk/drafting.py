"""A draft that was handed in, for tests of what people do with it."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import quote

from tests.bot.channels.policy_desk.conftest import WEIHAI, Person

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
