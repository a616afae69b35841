"""Messages of a load as Rasa understood and stored them, to replay parts of their turns."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.conversation.message import Message
from actions.conversation.session import Session
from luohu.names import SESSION_SLOT


@dataclass(frozen=True)
class Recorded:
    """One message with what was remembered when it came.

    Attributes:
        sender: the conversation's id.
        latest: the message as NLU understood it, in Rasa's form.
        session: value of the session slot before it.
    """

    sender: str
    latest: Mapping[str, Any]
    session: Mapping[str, Any] | None

    @property
    def message(self) -> Message:
        """The message as the conversation takes it."""
        intent = self.latest.get("intent") or {}
        ranking = self.latest.get("intent_ranking") or ()
        return Message(
            str(self.latest.get("text") or ""),
            intent.get("name"),
            float(intent.get("confidence") or 0.0),
            {entry["name"]: entry["confidence"] for entry in ranking},
        )

    @property
    def remembered(self) -> Session:
        """What was remembered when the message came."""
        return Session.from_dict(self.session)

    def webhook_call(self, action: str) -> dict[str, Any]:
        """What the Rasa server posts to the action server for this message."""
        return {
            "next_action": action,
            "sender_id": self.sender,
            "tracker": {
                "sender_id": self.sender,
                "slots": {SESSION_SLOT: self.session},
                "latest_message": self.latest,
                "latest_event_time": None,
                "followup_action": None,
                "paused": False,
                "events": None,
                "latest_input_channel": "rest",
                "active_loop": {},
                "latest_action_name": "action_listen",
            },
            "domain": {},
            "version": "3.6.21",
        }


def read_recorded(tracker_db: Path, prefix: str, most: int) -> list[Recorded]:
    """The first ``most`` messages of conversations whose id begins with ``prefix``.

    Raises:
        sqlite3.Error: the file is no tracker store of Rasa.
    """
    with closing(sqlite3.connect(tracker_db)) as store:
        rows = store.execute(
            "SELECT sender_id, data FROM events WHERE sender_id LIKE ? ORDER BY id",
            (f"{prefix}-%",),
        ).fetchall()
    recorded: list[Recorded] = []
    sessions: dict[str, Mapping[str, Any] | None] = {}
    for sender, data in rows:
        event = json.loads(data)
        if event["event"] == "user":
            latest = event.get("parse_data") or {}
            recorded.append(Recorded(sender, latest, sessions.get(sender)))
        elif event["event"] == "slot" and event.get("name") == SESSION_SLOT:
            sessions[sender] = event.get("value")
        if len(recorded) >= most:
            break
    return recorded
