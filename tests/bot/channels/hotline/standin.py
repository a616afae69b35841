"""A desk of the action server that answers as told."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

CLAUSE = {
    "document": "371000-weihai",
    "title": "威海市户口登记管理办法",
    "doc_number": "威政发〔2021〕1号",
    "issuer": "威海市人民政府",
    "clause": "二/(一)",
    "heading": "城镇落户",
    "quote": "在城镇区域租赁住房的人员可以落户",
    "status": "expired",
    "effective_from": "2021-10-21",
    "expires_on": "2026-10-20",
    "role": "answers",
}
QUESTION = {"fact": "rent_registered", "text": "租房有没有备案？", "why": "第二条", "options": []}


@dataclass
class StandInDesk:
    """What the desk answers, and what it was asked.

    Attributes:
        sure: whether suggestions are above the bar.
        status: what it answers with instead, where it fails.
        pause: seconds that an answer takes.
        verdict: of its suggestions.
        asked: path and body of each request.
    """

    sure: bool = True
    status: int = 200
    pause: float = 0.0
    verdict: str | None = None
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def answer(self, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        """Status and body for a request."""
        self.asked.append((path, body))
        time.sleep(self.pause)
        if self.status != 200:
            return self.status, {}
        if path == "/desk/facts":
            return self._facts(body)
        if path == "/desk/compare":
            return 200, {"turns": [{"text": code} for code in body["regions"]]}
        return 200, self._suggestion(body)

    def _facts(self, body: dict[str, Any]) -> tuple[int, Any]:
        if "no_such" in body["facts"]:
            return 422, {"error": {"code": "no_fact", "message": "没有这种情况。"}}
        known = {**(body["session"].get("facts") or {}), **body["facts"]}
        facts = {name: value for name, value in known.items() if value is not None}
        return 200, {"session": {**body["session"], "facts": facts, "unknown": []}}

    def _suggestion(self, body: dict[str, Any]) -> dict[str, Any]:
        facts = (body["session"] or {}).get("facts") or {}
        return {
            "confidence": 0.93 if self.sure else 0.2,
            "confident": self.sure,
            "short": f"短:{body['text']}",
            "long": f"长:{body['text']}",
            "clauses": [CLAUSE],
            "facts": [
                {"name": name, "label": "租房备案", "value": value, "shown": "是", "unknown": False}
                for name, value in facts.items()
            ],
            "next_question": QUESTION,
            "verdict": self.verdict,
        }
