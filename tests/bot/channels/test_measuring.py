"""Who runs the bot sees what it does, and residents find nothing there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.channels.measuring import MetricsChannel
from bot.channels.rest import RestChannel
from tests.bot.channels.keeping import Rasa
from tests.bot.channels.serving import Served, serving


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A channel and what is counted of it, on a real server."""
    keeper = Rasa(tmp_path / "tracker.db")
    channels = [RestChannel(), MetricsChannel()]
    with serving(f"metrics_{time.monotonic_ns()}", keeper, channels) as server:
        yield server


def figures(server: Served) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """Each figure by its name and labels."""
    reply = server.ask("GET", "/metrics")
    assert reply.status == 200
    families = text_string_to_metric_families(reply.body.decode())
    return {
        (one.name, tuple(sorted(one.labels.items()))): one.value
        for family in families
        for one in family.samples
    }


def test_turns_are_counted_by_kind_region_and_channel(served: Served) -> None:
    key = ("luohu_turns_total", (("channel", "rest"), ("kind", "answer"), ("region", "")))
    before = figures(served).get(key, 0.0)
    body = {"sender": "me", "message": "租房"}
    for _ in range(2):
        assert served.ask("POST", "/webhooks/rest/webhook", body).status == 200
    after = figures(served)
    assert after[key] == before + 2
    assert after[("luohu_turn_seconds_count", (("stage", "whole"),))] >= 2
    assert after[("luohu_turn_seconds_count", (("stage", "storing"),))] >= 2
    assert after[("luohu_turns_under_way", ())] == 0
    assert after[("luohu_redis_away", ())] == 0


def test_what_is_counted_quotes_and_names_nobody(served: Served) -> None:
    body = {"sender": "wang-fang", "message": "我在威海租房"}
    served.ask("POST", "/webhooks/rest/webhook", body)
    shown = served.ask("GET", "/metrics").body.decode()
    assert "租房" not in shown
    assert "wang" not in shown


def test_who_comes_through_the_proxy_finds_nothing(served: Served) -> None:
    reply = served.ask("GET", "/metrics", headers={"X-Forwarded-For": "203.0.113.7"})
    assert reply.status == 404
    assert b"luohu_" not in reply.body
