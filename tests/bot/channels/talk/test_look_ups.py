"""What is looked up for a conversation comes from the action server."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from bot.standing import Standing, put_standing
from luohu.settings import settings
from tests.bot.channels.talk.conftest import Client, Library, refused


def test_the_library_is_passed_through(person: Client, library: Library) -> None:
    library.asked.clear()
    for path, body in (
        ("/regions", {"regions": [{"code": "371000", "name": "威海市"}]}),
        ("/documents/371000-weihai", {"folder": "371000-weihai", "clauses": []}),
        ("/search?region=371000&q=%E7%A7%9F%E6%88%BF", {"hits": []}),
        ("/facts?region=371000", {"facts": []}),
    ):
        library.answer = (200, body)
        assert person.get(path).json == body
    assert library.asked == [
        ("/library/regions", {}),
        ("/library/documents/371000-weihai", {}),
        ("/library/search", {"q": "租房", "region": "371000"}),
        ("/library/facts", {"region": "371000"}),
    ]


def test_what_the_library_refuses_is_told(person: Client, library: Library) -> None:
    error = {"error": {"code": "no_document", "message": "没有这个文件。"}}
    library.answer = (404, error)
    reply = person.get("/documents/nothing")
    assert (reply.status, reply.json) == (404, error)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/search?region=37&q=x", 400),
        (f"/search?q={'x' * 201}", 400),
        ("/documents/..", 404),
        ("/documents/..%2f..%2fhealth", 404),
        ("/documents/A B".replace(" ", "%20"), 404),
    ],
)
def test_the_library_is_asked_nothing_else(
    person: Client, library: Library, path: str, status: int
) -> None:
    library.asked.clear()
    assert person.get(path).status == status
    assert library.asked == []


@pytest.mark.parametrize("answer", [(500, {}), (200, b"<html>"), (200, [])])
def test_a_library_that_fails_is_said_to_be_away(
    person: Client, library: Library, answer: tuple[int, Any]
) -> None:
    library.answer = answer
    refused(person.get("/regions"), 503, "library_away")


def test_a_library_that_is_away_is_said_to_be(
    person: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        monkeypatch.setenv("LUOHU_ACTIONS_PORT", str(nobody.getsockname()[1]))
        settings.cache_clear()
        refused(person.get("/regions"), 503, "library_away")


def test_what_is_put_up_in_a_hall_comes_with_its_place(person: Client, library: Library) -> None:
    places = [{"code": "371000", "name": "威海市"}, {"code": "370983", "name": "肥城市"}]
    library.answer = (200, {"regions": places})
    banner = {"text": "本周六不办公", "until": "2026-12-05"}
    put_standing(Standing(banners={"371000": [banner]}))
    try:
        weihai, feicheng = person.get("/regions").json["regions"]
    finally:
        put_standing(Standing())
    assert weihai["banners"] == [banner]
    assert "banners" not in feicheng
