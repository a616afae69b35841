"""Channels reach library and desk over HTTP, and a failure says what is wrong."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.actions.desk.conftest import Address

FACTS = {"dwelling_in_town": True, "lease_registered": True, "landlord_promise": "refused"}
SESSION = {"region": "371000", "topic": "renting", "facts": FACTS}


def test_the_library_is_read(server: Address) -> None:
    status, listed = server.get("/library/regions")
    assert status == 200
    folder = listed["regions"][0]["documents"][0]["folder"]
    status, shown = server.get(f"/library/documents/{folder}")
    assert (status, shown["folder"]) == (200, folder)
    assert shown["clauses"]
    status, found = server.get(f"/library/search?q={quote('租房落户')}&region=371000&limit=3")
    assert (status, len(found["hits"])) == (200, 3)
    status, facts = server.get("/library/facts?region=371000")
    assert status == 200
    assert facts["facts"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/library/documents/nothing", 404, "no_document"),
        ("/library/search?q=", 422, "empty_question"),
        (f"/library/search?q={quote('租房')}&region=1", 404, "no_region"),
        (f"/library/search?q={quote('租房')}&limit=many", 422, "wrong_limit"),
        (f"/library/search?q={quote('租房')}&limit={'9' * 5000}", 422, "wrong_limit"),
        ("/library/facts", 404, "no_region"),
    ],
)
def test_what_cannot_be_looked_up_is_explained(
    server: Address, path: str, status: int, code: str
) -> None:
    found, body = server.get(path)
    assert (found, body["error"]["code"]) == (status, code)
    assert body["error"]["message"]


def test_questions_are_not_tried_beside_a_publication_that_nobody_made(server: Address) -> None:
    status, body = server.post("/desk/trial", {"tries": [], "other": "nobody-made-it"})
    assert (status, body["error"]["code"]) == (404, "nothing_published")
    assert "请把版本号空着再试" in body["error"]["message"]
    assert server.post("/desk/trial", {"tries": [], "other": None}) == (200, {"rows": []})


def test_two_regions_are_set_side_by_side(server: Address) -> None:
    status, body = server.post(
        "/desk/compare", {"session": SESSION, "regions": ["371000", "370983"]}
    )
    assert status == 200
    assert [turn["region"]["code"] for turn in body["turns"]] == ["371000", "370983"]


def test_a_fact_is_set_and_the_session_comes_back(server: Address) -> None:
    status, body = server.post(
        "/desk/facts", {"session": SESSION, "facts": {"landlord_promise": "written"}}
    )
    assert status == 200
    assert body["session"]["facts"] == FACTS | {"landlord_promise": "written"}


def test_a_suggestion_comes_with_a_turn(server: Address) -> None:
    _status, body = server.post(
        "/desk/compare", {"session": SESSION, "regions": ["371000", "370983"]}
    )
    status, made = server.post(
        "/desk/suggestion", {"text": "/take_up", "turn": body["turns"][0], "session": SESSION}
    )
    assert status == 200
    assert made["verdict"] == "ineligible"
    assert made["clauses"]


@pytest.mark.parametrize("path", ["suggestion", "compare", "facts"])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[",
        b'{"session":' * 5000,
        {},
        [],
        {"session": 1},
        {"session": {"facts": []}, "facts": {}},
    ],
)
def test_a_body_that_cannot_be_read_is_refused(server: Address, path: str, body: object) -> None:
    status, answer = server.post(f"/desk/{path}", body)
    assert (status, answer["error"]["code"]) == (422, "wrong_body")


def test_a_value_with_half_a_character_is_refused_and_stands_in_no_log(server: Address) -> None:
    body = {"session": SESSION, "facts": {"dwelling_in_town": "张三住\ud83d幸福路"}}
    status, answer = server.post("/desk/facts", body)
    assert (status, answer["error"]["code"]) == (422, "wrong_value")
    assert "幸福路" not in server.log.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["/nothing", "/library/documents/a/b", "/desk/facts"])
def test_an_address_that_there_is_not_is_no_failure_and_stands_in_no_log(
    server: Address, path: str
) -> None:
    status, answer = server.get(f"{path}?q={quote('张三住在幸福路')}")
    assert 400 <= status < 500
    assert answer["error"]["code"] == "bad_request"
    assert "幸福路" not in server.log.read_text(encoding="utf-8")
    assert path not in server.log.read_text(encoding="utf-8")


def test_a_turn_that_fails_gives_nothing_back_of_what_was_said(server: Address) -> None:
    call = {"next_action": "action_converse", "tracker": "张三", "domain": {"a": 1}}
    status, answer = server.post("/webhook", call)
    assert status == 500
    assert answer["error"]["code"] == "failed"
    assert "张三" not in f"{answer}{server.log.read_text(encoding='utf-8')}"
