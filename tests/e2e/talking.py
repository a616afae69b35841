"""A person who talks to the running bot, and what must hold of everything they are told."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import jsonschema

from actions.corpus import Corpus
from actions.turns.wording import wording
from luohu.settings import ROOT
from luohu.text import compact
from tools.run import RunningBot

_SCHEMA = json.loads((ROOT / "contract" / "turn.schema.json").read_text("utf-8"))
_CONTRACT = jsonschema.Draft202012Validator(
    _SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)
_QUOTED = re.compile("“([^”]+)”")
_LONG_NUMBER = re.compile(r"\d{3,}(?!\d*年)")
_HOTLINES = {"110", "120", "12345", "12356", *wording().mapping("topic.hotline")}
_LIMIT = "2000字"
# The only law outside a document that is named, as a pointer and never as its rule.
_OUTSIDE = "《民法典》第1045条"
_AMOUNT = re.compile(r"[\d一二三四五六七八九十百千万]\s*元")
_WEIHAI = "371000-weihai"


@dataclass
class Talk:
    """One person's conversation over REST; every turn is checked before it is returned."""

    bot: RunningBot
    corpus: Corpus
    sender: str

    def say(self, message: str) -> dict[str, Any]:
        """What the bot says to a message."""
        turn = turn_in(self.bot.say(self.sender, message))
        check_turn(turn, self.corpus)
        return turn


def turn_in(items: list[dict[str, Any]]) -> dict[str, Any]:
    """The one turn of a reply, whose text stands in the text items too."""
    turns = [item["custom"] for item in items if "custom" in item]
    assert len(turns) == 1, items
    assert "\n".join(item["text"] for item in items if "text" in item) == turns[0]["text"]
    return dict(turns[0])


def check_turn(turn: dict[str, Any], corpus: Corpus) -> None:
    """Check what holds of every turn, whatever was asked."""
    _CONTRACT.validate(turn)
    assert turn["text"].strip()
    assert not {"degraded"} & {notice["kind"] for notice in turn["notices"]}
    for citation in turn["citations"]:
        document = corpus.documents[citation["document"]]
        clause = corpus.clause(citation["document"], citation["clause"])
        assert compact(citation["quote"]) in document.compact_received
        assert compact(citation["quote"]) == compact(clause.quote)
        assert citation["title"] == document.title
        assert citation["doc_number"] == document.doc_number
        if turn["region"]:
            assert document.region == turn["region"]["code"]
        else:
            assert turn["kind"] == "comparison"
    if turn["kind"] in ("answer", "eligibility", "comparison"):
        assert turn["citations"]
    if _WEIHAI in {citation["document"] for citation in turn["citations"]}:
        (notice,) = [one for one in turn["notices"] if one["kind"] == "expired"]
        assert notice["text"] in turn["text"]
        assert "2026年10月20日" in notice["text"]
    _check_own_words(turn, corpus)


def _check_own_words(turn: dict[str, Any], corpus: Corpus) -> None:
    """Outside quotations there is no number to call but a hotline, no amount and no time limit."""
    received = "".join(document.compact_received for document in corpus.documents.values())

    def without(match: re.Match[str]) -> str:
        return "" if compact(match.group(1)) in received else match.group()

    words = _QUOTED.sub(without, turn["text"]).replace(_LIMIT, "").replace(_OUTSIDE, "")
    for document in corpus.documents.values():
        words = words.replace(document.doc_number or "\0", "")
    assert set(_LONG_NUMBER.findall(words)) <= _HOTLINES, words
    assert not _AMOUNT.search(words), words
    assert "工作日" not in words, words
