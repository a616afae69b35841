"""Staff sign in, do what they may, and nobody else does it for them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from datetime import datetime
from http.cookies import SimpleCookie
from typing import Any

import jwt
import pytest
from argon2 import PasswordHasher
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels import tokens
from bot.channels.delivery import OnNewMessage
from bot.channels.door import Door
from bot.channels.refusals import RefusedError
from bot.channels.reports import add_report_routes
from bot.channels.staff import COOKIE, add_staff_routes, staff_only
from bot.channels.web import answer
from bot.limits import limits
from bot.records import accounts
from bot.records.accounts import Account
from bot.records.accounts import passwords as passwords_module
from bot.records.database import database
from bot.records.turns import Clause, TurnRecord, add_turns
from luohu.clock import CHINA
from luohu.settings import settings
from tests.bot.channels.serving import Reply, Served, serving
from tests.bot.conftest import StandIn

PASSWORD = "correct horse"
JSON = {"Content-Type": "application/json"}


class Desk(InputChannel):
    """A channel with the routes of the staff and one more that changes something."""

    def url_prefix(self) -> str:
        return "/hotline"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        routes = Blueprint("desk")
        add_staff_routes(routes)
        add_report_routes(routes)

        @routes.post("/api/change")
        @staff_only("operator")
        async def change(_request: Request, account: Account) -> HTTPResponse:
            return answer({"by": account.name})

        @routes.post("/api/break")
        @staff_only()
        async def fail(_request: Request, _account: Account) -> HTTPResponse:
            raise ValueError("what a person said")

        return routes


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """One server for all tests here."""
    with serving("staff_test", StandIn(), [Desk()]) as server:
        yield server


@pytest.fixture(autouse=True)
def _staff(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody of each role, with hashes that cost little."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords_module, "_HASHER", hasher)
    for name in accounts.ROLES:
        run(accounts.add_account, name, "王芳", [name], PASSWORD)


def run(work: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401
    return asyncio.run(database().run(work, *given))


def sign_in(served: Served, name: str = "operator", password: str = PASSWORD) -> Reply:
    return served.ask(
        "POST", "/hotline/api/sign-in", {"name": name, "password": password}, headers=JSON
    )


def cookie_in(reply: Reply) -> str:
    morsel = SimpleCookie(reply.headers["Set-Cookie"])[COOKIE]
    return f"{COOKIE}={morsel.value}"


def ask(served: Served, path: str, name: str, method: str = "GET", **headers: str) -> Reply:
    """A request of somebody who has signed in."""
    sent = {"Cookie": cookie_in(sign_in(served, name)), **headers}
    return served.ask(method, f"/hotline/api/{path}", b"{}" if headers else None, headers=sent)


def code_in(reply: Reply) -> str:
    error = reply.json["error"]
    assert error["message"] and not error["message"].isascii()
    return str(error["code"])


def test_who_signs_in_is_known_from_then_on(served: Served) -> None:
    reply = sign_in(served)
    shown = {"name": "operator", "display_name": "王芳", "roles": ["operator"]}
    assert (reply.status, reply.json) == (200, shown)
    again = served.ask("GET", "/hotline/api/me", headers={"Cookie": cookie_in(reply)})
    assert (again.status, again.json) == (200, shown)


def test_no_script_and_no_other_site_gets_the_cookie(served: Served) -> None:
    cookie = SimpleCookie(sign_in(served).headers["Set-Cookie"])[COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Strict"
    assert cookie["path"] == "/hotline"
    assert not cookie["secure"]
    assert PASSWORD not in cookie.value


def test_behind_tls_the_cookie_goes_over_nothing_else(served: Served) -> None:
    reply = served.ask(
        "POST",
        "/hotline/api/sign-in",
        {"name": "operator", "password": PASSWORD},
        headers={**JSON, "X-Forwarded-Proto": "https"},
    )
    assert SimpleCookie(reply.headers["Set-Cookie"])[COOKIE]["secure"]


def test_who_signs_out_is_forgotten(served: Served) -> None:
    reply = served.ask("POST", "/hotline/api/sign-out", {}, headers=JSON)
    cookie = SimpleCookie(reply.headers["Set-Cookie"])[COOKIE]
    assert (cookie.value, cookie["max-age"], cookie["path"]) == ("", "0", "/hotline")


@pytest.mark.parametrize(
    "body",
    [
        {"name": "operator", "password": "wrong password"},
        {"name": "nobody", "password": PASSWORD},
        {"name": "operator"},
        {"name": 5, "password": []},
        {"name": "x" * 5000, "password": PASSWORD},
        {},
    ],
)
def test_nobody_else_gets_in(served: Served, body: dict[str, Any]) -> None:
    reply = served.ask("POST", "/hotline/api/sign-in", body, headers=JSON)
    assert (reply.status, code_in(reply)) == (401, "wrong_password")
    assert "Set-Cookie" not in reply.headers


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b"\xff", b"[" * 9000])
def test_a_request_that_cannot_be_read_is_refused(served: Served, body: bytes) -> None:
    reply = served.ask("POST", "/hotline/api/sign-in", body, headers=JSON)
    assert (reply.status, code_in(reply)) == (400, "bad_request")


def test_whoever_kept_a_copy_of_the_cookie_is_out_after_the_sign_out(served: Served) -> None:
    cookie = cookie_in(sign_in(served))
    elsewhere = cookie_in(sign_in(served))
    headers = {**JSON, "Cookie": cookie}
    assert served.ask("POST", "/hotline/api/sign-out", {}, headers=headers).status == 200
    for one in (cookie, elsewhere):
        assert served.ask("GET", "/hotline/api/me", headers={"Cookie": one}).status == 401
    # A void cookie ends nobody's sign-in.
    again = cookie_in(sign_in(served))
    served.ask("POST", "/hotline/api/sign-out", {}, headers=headers)
    assert served.ask("GET", "/hotline/api/me", headers={"Cookie": again}).status == 200


def attempt(served: Served, password: str, address: str, cookies: str = "") -> Reply:
    body = {"name": "operator", "password": password}
    headers = {**JSON, "X-Forwarded-For": address, "Cookie": cookies}
    return served.ask("POST", "/hotline/api/sign-in", body, headers=headers)


def test_a_stranger_who_guesses_locks_no_colleague_out(served: Served) -> None:
    statuses = [attempt(served, "wrong password", "203.0.113.9").status for _ in range(6)]
    assert statuses == [401] * 5 + [429]
    assert attempt(served, PASSWORD, "203.0.113.9").status == 429
    assert attempt(served, PASSWORD, "198.51.100.7").status == 200


def test_strangers_everywhere_lock_no_browser_out_that_knows_the_name(served: Served) -> None:
    known = SimpleCookie()
    for header in sign_in(served).headers.get_all("Set-Cookie"):
        known.load(header)
    cookies = "; ".join(f"{name}={one.value}" for name, one in known.items() if name != COOKIE)
    most, _seconds = limits().failed_sign_ins_of_a_name
    for number in range(most):
        attempt(served, "wrong password", f"203.0.113.{number}")
    assert attempt(served, PASSWORD, "198.51.100.7").status == 429
    assert attempt(served, PASSWORD, "198.51.100.7", cookies).status == 200
    # It is good for that name only.
    body = {"name": "policy", "password": "wrong password"}
    for _ in range(5):
        served.ask("POST", "/hotline/api/sign-in", body, headers={**JSON, "Cookie": cookies})
    assert attempt(served, PASSWORD, "198.51.100.7", cookies).status == 200


def test_a_rush_of_strangers_does_not_fill_the_queue_of_those_who_are_known() -> None:
    async def come() -> RefusedError:
        door = Door()
        async with AsyncExitStack() as rush:
            for number in range(limits().passwords_waiting):
                await rush.enter_async_context(door.open_for(f"203.0.113.{number}", known=False))
            with pytest.raises(RefusedError) as refused:
                async with door.open_for("198.51.100.7", known=False):
                    pass
            async with door.open_for("198.51.100.7", known=True):
                return refused.value

    refused = asyncio.run(come())
    assert (refused.status, refused.code) == (429, "sign_in_busy")


def test_one_address_has_few_passwords_looked_at_at_once() -> None:
    async def come() -> None:
        door = Door()
        async with AsyncExitStack() as rush:
            for _ in range(limits().passwords_waiting_of_an_address):
                await rush.enter_async_context(door.open_for("203.0.113.9", known=False))
            with pytest.raises(RefusedError):
                async with door.open_for("203.0.113.9", known=False):
                    pass
            async with door.open_for("198.51.100.7", known=False):
                pass

    asyncio.run(come())


def test_guessing_ends(served: Served) -> None:
    for _ in range(5):
        assert sign_in(served, password="wrong password").status == 401
    reply = sign_in(served)
    assert (reply.status, code_in(reply)) == (429, "too_many_attempts")
    assert "15分钟" in reply.json["error"]["message"]
    assert int(reply.headers["Retry-After"]) > 800


def test_another_page_cannot_have_a_browser_change_something(served: Served) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        reply = ask(served, "change", "operator", "POST", **{"Content-Type": kind})
        assert (reply.status, code_in(reply)) == (415, "not_json")
        body = f'{{"name": "operator", "password": "{PASSWORD}"}}'.encode()
        sent = served.ask("POST", "/hotline/api/sign-in", body, headers={"Content-Type": kind})
        assert sent.status == 415
    json_with_charset = {"Content-Type": "application/json; charset=utf-8"}
    reply = ask(served, "change", "operator", "POST", **json_with_charset)
    assert reply.json == {"by": "operator"}


@pytest.mark.parametrize("name", ["supervisor", "policy"])
def test_a_role_does_what_it_may_and_no_more(served: Served, name: str) -> None:
    reply = ask(served, "change", name, "POST", **JSON)
    assert (reply.status, code_in(reply)) == (403, "not_allowed")


def forged(claims: dict[str, Any], key: str = "x" * 40) -> str:
    return jwt.encode({"aud": "staff", "iat": 0, "exp": 9e9, **claims}, key, algorithm="HS256")


@pytest.mark.parametrize(
    "token",
    [
        lambda stamp: "",
        lambda stamp: "nonsense",
        lambda stamp: forged({"sub": "operator", "stamp": stamp}),
        lambda stamp: jwt.encode({"sub": "operator", "stamp": stamp}, "", algorithm="none"),
        lambda stamp: tokens.issue({"sub": "operator", "stamp": stamp}, 60, "kiosk"),
        lambda stamp: tokens.issue({"sub": "operator", "stamp": stamp}, -60, "staff"),
        lambda stamp: tokens.issue({"sub": "operator", "stamp": "older"}, 60, "staff"),
        lambda stamp: tokens.issue({"sub": "operator"}, 60, "staff"),
        lambda stamp: tokens.issue({"sub": "removed", "stamp": stamp}, 60, "staff"),
        lambda stamp: tokens.issue({}, 60, "staff"),
    ],
    ids=range(10),
)
def test_nobody_gets_in_with_a_token_of_another_making(
    served: Served, token: Callable[[str], str]
) -> None:
    stamp = run(accounts.find_account, "operator").stamp
    reply = served.ask("GET", "/hotline/api/me", headers={"Cookie": f"{COOKIE}={token(stamp)}"})
    assert (reply.status, code_in(reply)) == (401, "signed_out")


@pytest.mark.parametrize(
    "end",
    [
        lambda: run(accounts.remove_account, "operator"),
        lambda: run(accounts.set_password, "operator", "another password"),
    ],
    ids=["removed", "new password"],
)
def test_whose_account_ends_is_out_at_once(served: Served, end: Callable[[], None]) -> None:
    cookie = cookie_in(sign_in(served))
    end()
    assert served.ask("GET", "/hotline/api/me", headers={"Cookie": cookie}).status == 401


def test_records_that_are_away_are_told(
    served: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("LUOHU_RECORDS_DB", "sqlite:////proc/none/records.db")
    settings.cache_clear()
    database.cache_clear()
    reply = sign_in(served)
    assert (reply.status, code_in(reply)) == (503, "records_away")
    assert "LUOHU_RECORDS_DB" in caplog.text


def test_a_failure_does_not_tell_what_was_said(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    reply = ask(served, "break", "operator", "POST", **JSON)
    assert reply.status == 503
    assert code_in(reply)
    assert "person said" not in caplog.text + str(reply.body)


def test_the_policy_staff_get_every_report(served: Served) -> None:
    turn = TurnRecord(
        datetime.now(CHINA), "kiosk", "371000", "no_answer", None, "积分", (Clause("w", "三"),)
    )
    run(add_turns, [turn])
    found = ask(served, "reports", "policy").json
    assert found["unanswered"][0]["question"] == "积分"
    assert found["by_channel"] == [{"channel": "kiosk", "turns": 1, "unanswered": 1, "degraded": 0}]
    assert found["to"] == datetime.now(CHINA).date().isoformat()
    assert {"turns_by_day", "by_region", "clauses", "rejections", "feedback"} <= set(found)


def test_reports_are_of_the_days_region_and_channel_that_were_asked_for(served: Served) -> None:
    days = (1, 2, 3)
    moments = [datetime(2026, 11, day, 12, tzinfo=CHINA) for day in days]
    run(add_turns, [TurnRecord(one, "kiosk", "371000", "answer", None, None) for one in moments])
    for query, turns in (
        ("from=2026-11-02&to=2026-11-03", 2),
        ("to=2026-11-01", 1),
        ("from=2026-11-01&to=2026-11-03&region=371000&channel=kiosk", 3),
        ("from=2026-11-01&to=2026-11-03&channel=wechat", 0),
    ):
        found = ask(served, f"reports?{query}", "policy").json
        assert sum(row["turns"] for row in found["turns_by_day"]) == turns


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("from=yesterday", "bad_day"),
        ("from=2026-11-03&to=2026-11-01", "bad_day"),
        ("to=2026-02-30", "bad_day"),
        ("to=0001-01-01", "bad_day"),
        ("region=%00", "bad_request"),
    ],
)
def test_days_of_no_use_are_refused(served: Served, query: str, code: str) -> None:
    reply = ask(served, f"reports?{query}", "policy")
    assert (reply.status, code_in(reply)) == (400, code)


def test_a_report_is_a_file_for_excel(served: Served) -> None:
    moment = datetime(2026, 11, 1, 12, tzinfo=CHINA)
    run(add_turns, [TurnRecord(moment, "kiosk", "371000", "no_answer", None, "=积分")])
    reply = ask(served, "reports/unanswered.csv?from=2026-11-01&to=2026-11-02", "policy")
    assert reply.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="unanswered_2026-11-01_2026-11-02.csv"' in reply.headers["Content-Disposition"]
    lines = reply.body.decode("utf-8-sig").splitlines()
    assert lines[0] == "问题,地区,类型,次数,最近一次"
    assert lines[1].startswith("'=积分,威海市,文件未规定,1,2026-11-01T12:00")


def test_a_supervisor_sees_rejections_and_waiting_times_only(served: Served) -> None:
    found = ask(served, "reports", "supervisor").json
    assert set(found) == {"from", "to", "rejections", "handovers"}
    assert ask(served, "reports/rejections.csv", "supervisor").status == 200
    reply = ask(served, "reports/unanswered.csv", "supervisor")
    assert (reply.status, code_in(reply)) == (403, "not_allowed")


def test_an_operator_sees_no_report(served: Served) -> None:
    for path in ("reports", "reports/rejections.csv", "reports/unanswered.csv"):
        assert ask(served, path, "operator").status == 403


@pytest.mark.parametrize("file", ["nothing.csv", "unanswered", "unanswered.xlsx", "..%2Fx.csv"])
def test_a_report_that_there_is_not_is_refused(served: Served, file: str) -> None:
    reply = ask(served, f"reports/{file}", "policy")
    assert (reply.status, code_in(reply)) == (404, "no_report")
