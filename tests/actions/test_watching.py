"""Whoever runs the bot sees what the action server counts; nobody else does."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace
from typing import Any

import pytest

from actions import health
from actions.corpus import load_corpus
from luohu.settings import settings


def ask(route: Any, ends: bool = False, **headers: str) -> tuple[int, str]:  # noqa: ANN401
    """Status and body of what a route answers."""
    app = SimpleNamespace(ctx=SimpleNamespace(ends=ends))
    reply = asyncio.run(route(SimpleNamespace(headers=headers, app=app)))
    return reply.status, reply.body.decode()


@pytest.fixture
def _loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    services = SimpleNamespace(corpus=load_corpus(settings().corpus_dir))
    monkeypatch.setattr(health, "services", lambda: services)
    monkeypatch.setattr(health, "_oldest_index", lambda: 60.0)


@pytest.mark.usefixtures("_loaded")
def test_figures_tell_how_documents_stand_and_of_each_one_that_no_quote_was_refused() -> None:
    status, told = ask(health.metrics)
    assert status == 200
    for folder in settings().corpus_dir.glob("*/document.yml"):
        assert f'luohu_quotes_refused_total{{document="{folder.parent.name}"}} 0.0' in told
    assert 'luohu_documents{status="expired"}' in told
    assert "luohu_index_age_seconds 60.0" in told
    for name in ("luohu_answerability_bucket", "luohu_stage_seconds"):
        assert name in told


@pytest.mark.usefixtures("_loaded")
def test_who_comes_through_the_proxy_sees_no_figures() -> None:
    assert ask(health.metrics, **{"x-forwarded-for": "203.0.113.9"})[0] == 404


def test_a_server_that_is_told_to_end_is_not_ready_and_lives() -> None:
    assert ask(health.ready)[0] == 200
    status, told = ask(health.ready, ends=True)
    assert (status, json.loads(told)) == (503, {"status": "ending"})
    assert ask(health.live, ends=True)[0] == 200
