"""Programs tell over REST what people think of an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from bot.channels.rest import RestChannel
from bot.records.database import database
from bot.records.feedback import FEEDBACK
from tests.bot.channels.keeping import Rasa
from tests.bot.channels.serving import Reply, Served, serving

API = "/webhooks/rest"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The REST channel in front of a Rasa that keeps conversations."""
    keeper = Rasa(tmp_path_factory.mktemp("opinions") / "tracker.db")
    with serving("opinions_test", keeper, [RestChannel()]) as server:
        yield server


def say(served: Served, **body: Any) -> Reply:  # noqa: ANN401
    return served.ask("POST", f"{API}/webhook", body)


def rate(served: Served, **body: Any) -> Reply:  # noqa: ANN401
    return served.ask("POST", f"{API}/feedback", body)


def test_a_thumb_is_kept_with_the_question_it_is_about(served: Served) -> None:
    say(served, sender="me", message="租房", id="one")
    assert rate(served, sender="me", id="one", rating="down", reason="unclear").json == {"ok": True}
    (row,) = asyncio.run(
        database().run(lambda connection: connection.execute(sa.select(FEEDBACK)).all())
    )
    assert (row.channel, row.rating, row.reason, row.question) == (
        "rest", "down", "unclear", "租房",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"sender": "me", "id": "other", "rating": "up"}, 404),
        ({"sender": "somebody", "id": "one", "rating": "up"}, 404),
        ({"id": "one", "rating": "up"}, 404),
        ({"sender": "me", "id": "one", "rating": "good"}, 400),
        ({"sender": "me", "rating": "up"}, 400),
    ],
)
def test_what_cannot_be_kept_is_refused(served: Served, body: dict[str, Any], status: int) -> None:
    say(served, sender="me", message="租房", id="one")
    assert rate(served, **body).status == status


def test_an_id_that_cannot_be_is_left_out_and_the_person_answered(served: Served) -> None:
    assert say(served, sender="me", message="租房", id="not an id").status == 200
