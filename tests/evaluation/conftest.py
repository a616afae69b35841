"""Turns as a bot might give them, quoting the real documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from actions.corpus import Corpus, load_corpus
from evaluation.auditing import Auditor
from luohu.settings import settings

RENTING = "在城镇区域居住在租赁住房的人员，可凭居民户口簿、居民身份证"


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus(settings().corpus_dir)


@pytest.fixture
def auditor(corpus: Corpus) -> Auditor:
    return Auditor.of(corpus, date(2026, 11, 22))


@pytest.fixture
def cite(corpus: Corpus) -> Callable[..., dict[str, Any]]:
    """Make a citation of a quote as a bot should."""

    def make(folder: str, quote: str, clause: str = "一/(二)") -> dict[str, Any]:
        document = corpus.documents[folder]
        return {
            "document": folder,
            "title": document.title,
            "doc_number": document.doc_number,
            "issuer": document.issuer,
            "clause": clause,
            "heading": "一",
            "quote": quote,
            "status": "expired",
            "effective_from": None,
            "expires_on": None,
            "role": "answers",
        }

    return make


@pytest.fixture
def turn() -> Callable[..., dict[str, Any]]:
    """Make a turn about Weihai that says it has lapsed."""

    def make(*citations: dict[str, Any], **changes: object) -> dict[str, Any]:
        text = str(changes.get("text", "可以。文件已于2026年10月20日失效。请带备案的登记证明。"))
        whole = {
            "version": 2,
            "kind": "answer",
            "text": text,
            "parts": [{"kind": "conclusion", "text": text, "citations": []}],
            "region": {"code": "371000", "name": "威海市"},
            "topic": "renting",
            "citations": list(citations),
            "notices": [{"kind": "expired", "text": "已失效"}],
            "options": [],
        }
        return whole | changes

    return make
