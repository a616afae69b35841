"""Who signs in at the office's identity provider is signed in at the console, nobody else is."""

from __future__ import annotations

import logging
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from sanic import Blueprint

from bot.channels.single_sign_on import add_single_sign_on
from bot.channels.single_sign_on import attempt as attempt_module
from bot.channels.single_sign_on import provider as provider_module
from bot.channels.staff import COOKIE
from bot.limits import limits
from bot.records import accounts
from bot.records.accounts import Identity
from luohu.settings import SettingsError, settings
from tests.bot.channels.serving import Reply, Served
from tests.bot.channels.single_sign_on.conftest import PASSWORD, Browser, run
from tests.oidc.standin import KEYS, SECRET, TOKEN, WELL_KNOWN, IdentityProvider, Key

SHOWN = {"name": "wang", "display_name": "王芳", "roles": ["operator"]}


def refused(reply: Reply) -> tuple[int, str]:
    """Status and code of a refusal, which speaks Chinese and signs nobody in."""
    error = reply.json["error"]
    assert "请" in error["message"]
    assert not any(
        line.startswith(f"{COOKIE}=") for line in reply.headers.get_all("Set-Cookie") or ()
    )
    return reply.status, str(error["code"])


def signed_in(browser: Browser) -> bool:
    return browser.ask("GET", "me").status == 200


def test_who_signs_in_at_the_provider_is_signed_in_here(browser: Browser, wang: Identity) -> None:
    reply = browser.sign_in()
    assert (reply.status, reply.json) == (200, SHOWN)
    assert browser.ask("GET", "me").json == SHOWN


def test_signing_out_ends_it_as_any_other_sign_in(browser: Browser, wang: Identity) -> None:
    browser.sign_in()
    copied = Browser(browser.served, dict(browser.cookies))
    assert browser.ask("POST", "sign-out", {}).status == 200
    assert not signed_in(copied)


def test_the_password_still_opens_the_account(browser: Browser, wang: Identity) -> None:
    assert browser.ask("POST", "sign-in", {"name": "wang", "password": PASSWORD}).status == 200


def test_no_script_and_no_other_site_gets_a_cookie(browser: Browser, wang: Identity) -> None:
    begun = browser.ask("POST", "single-sign-on/begin", {}, **{"X-Forwarded-Proto": "https"})
    ended = browser.finish(
        browser.come_back(begun.json["address"]), **{"X-Forwarded-Proto": "https"}
    )
    for reply in (begun, ended):
        for line in reply.headers.get_all("Set-Cookie"):
            assert "HttpOnly" in line and "SameSite=Strict" in line and "Secure" in line


def test_the_page_learns_what_the_button_says(
    served: Served, provider: IdentityProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(served)
    assert browser.ask("GET", "single-sign-on").json == {"label": "单位统一登录"}
    monkeypatch.setenv("LUOHU_OIDC_LABEL", "政务统一认证")
    settings.cache_clear()
    assert browser.ask("GET", "single-sign-on").json == {"label": "政务统一认证"}


def test_where_it_is_off_there_is_no_button_and_no_way_in(served: Served) -> None:
    browser = Browser(served)
    assert browser.ask("GET", "single-sign-on").json == {"label": None}
    for step in ("begin", "finish"):
        reply = browser.ask("POST", f"single-sign-on/{step}", {"state": "x", "code": "y"})
        assert refused(reply) == (404, "no_such_address")


def test_people_are_known_by_the_claim_that_is_set(
    browser: Browser,
    provider: IdentityProvider,
    wang: Identity,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LUOHU_OIDC_CLAIM", "oid")
    monkeypatch.setenv("LUOHU_OIDC_SCOPES", "profile")
    settings.cache_clear()
    # It is in no token yet.
    assert refused(browser.sign_in()) == (401, "single_sign_on_invalid")
    provider.claims = {"oid": "employee-17"}
    assert refused(browser.sign_in()) == (403, "single_sign_on_unknown")
    run(accounts.unbind, "wang", "test")
    run(accounts.bind, "wang", Identity(provider.address, "employee-17"), "test")
    assert browser.sign_in().status == 200
    assert "scope=openid+profile" in browser.leave()


@pytest.mark.parametrize(
    "methods", [None, ["client_secret_post"], ["private_key_jwt", "client_secret_basic"]]
)
def test_the_console_proves_itself_as_the_provider_takes_it(
    browser: Browser, provider: IdentityProvider, wang: Identity, methods: list[str] | None
) -> None:
    provider.described = {"token_endpoint_auth_methods_supported": methods}
    assert browser.sign_in().status == 200


def test_a_wrong_secret_of_the_console_is_named_in_the_log_alone(
    browser: Browser,
    wang: Identity,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("LUOHU_OIDC_SECRET", "another one")
    settings.cache_clear()
    assert refused(browser.sign_in()) == (401, "single_sign_on_invalid")
    assert "gave no token: invalid_client" in caplog.text


def test_a_console_without_its_secret_does_not_start(
    provider: IdentityProvider, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("LUOHU_OIDC_SECRET")
    monkeypatch.setenv("LUOHU_VAR_DIR", str(tmp_path))
    settings.cache_clear()
    with pytest.raises(SettingsError, match="LUOHU_OIDC_SECRET"):
        add_single_sign_on(Blueprint("console"))


def test_the_secret_may_stand_in_a_file_that_only_its_owner_reads(
    browser: Browser, wang: Identity, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "db" / "oidc-secret"
    file.parent.mkdir()
    file.write_text(f"{SECRET}\n", "ascii")
    file.chmod(0o644)
    monkeypatch.delenv("LUOHU_OIDC_SECRET")
    monkeypatch.setenv("LUOHU_VAR_DIR", str(tmp_path))
    settings.cache_clear()
    assert browser.sign_in().status == 200
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_each_attempt_has_secrets_of_its_own(browser: Browser) -> None:
    asked = [dict(parse_qsl(urlsplit(browser.leave()).query)) for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]
    assert asked[0]["code_challenge_method"] == "S256"
    kept = browser.cookies["single_sign_on"]
    assert asked[1]["nonce"] not in kept


def test_a_way_back_that_another_browser_began_signs_nobody_in(
    served: Served, browser: Browser, wang: Identity
) -> None:
    back = browser.come_back(browser.leave())
    other = Browser(served)
    assert refused(other.finish(back)) == (401, "single_sign_on_late")
    other.leave()
    assert refused(other.finish(back)) == (401, "single_sign_on_other")
    assert not signed_in(other)


@pytest.mark.parametrize("state", ["guessed", "户", "\ud83d"])
def test_a_wrong_state_signs_nobody_in(browser: Browser, wang: Identity, state: str) -> None:
    back = browser.come_back(browser.leave())
    assert browser.finish({**back, "state": state}).status in (400, 401)
    assert not signed_in(browser)


def test_a_way_back_of_another_provider_signs_nobody_in(browser: Browser, wang: Identity) -> None:
    back = browser.come_back(browser.leave())
    reply = browser.finish({**back, "iss": "https://elsewhere.test"})
    assert refused(reply) == (401, "single_sign_on_other")


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"aud": "another-client"},
        {"aud": ["luohu-console", "another-client"]},
        {"aud": "another-client", "azp": "luohu-console"},
        {"aud": None},
        {"azp": "another-client"},
        {"iss": "https://elsewhere.test"},
        {"iss": None},
        {"exp": int(time.time()) - 120},
        {"exp": None},
        {"iat": int(time.time()) + 600},
        {"nbf": int(time.time()) + 600},
        {"sub": None},
        {"sub": ""},
        {"sub": ["7c1f-wang"]},
        {"at_hash": "b2YgYW5vdGhlciBvbmU"},
    ],
    ids=" ".join,
)
def test_a_token_that_is_not_for_this_sign_in_signs_nobody_in(
    browser: Browser, provider: IdentityProvider, wang: Identity, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    assert refused(browser.sign_in()) == (401, "single_sign_on_invalid")
    assert not signed_in(browser)
    provider.claims = {}
    assert browser.sign_in().status == 200


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_that_anybody_could_have_signed_signs_nobody_in(
    browser: Browser, provider: IdentityProvider, wang: Identity, algorithm: str
) -> None:
    provider.algorithm = algorithm
    # Not even where the provider says that it signs so.
    provider.described = {"id_token_signing_alg_values_supported": ["RS256", algorithm]}
    assert refused(browser.sign_in()) == (401, "single_sign_on_invalid")


def test_a_token_of_a_forged_key_signs_nobody_in(
    browser: Browser, provider: IdentityProvider, wang: Identity
) -> None:
    provider.key = Key(id=provider.key.id)
    assert refused(browser.sign_in()) == (401, "single_sign_on_invalid")


def test_a_new_key_of_the_provider_is_taken_at_once_and_an_old_one_no_more(
    browser: Browser, provider: IdentityProvider, wang: Identity
) -> None:
    assert browser.sign_in().status == 200
    old = provider.key
    provider.rotate()
    assert browser.sign_in().status == 200
    # While a browser is on its way, too.
    provider.before_token = provider.rotate
    assert browser.sign_in().status == 200
    provider.before_token = lambda: None
    provider.key = old
    assert refused(browser.sign_in()) == (401, "single_sign_on_invalid")


def test_a_code_is_good_once(browser: Browser, wang: Identity) -> None:
    address = browser.leave()
    kept = dict(browser.cookies)
    back = browser.come_back(address)
    assert browser.finish(back).status == 200
    assert refused(browser.finish(back)) == (401, "single_sign_on_late")
    # Nor for whoever copied the attempt's cookie before.
    assert refused(Browser(browser.served, kept).finish(back)) == (401, "single_sign_on_used")


def test_a_code_that_somebody_took_on_the_way_is_of_no_use_in_another_attempt(
    served: Served, browser: Browser, wang: Identity
) -> None:
    taken = browser.come_back(browser.leave())["code"]
    thief = Browser(served)
    back = thief.come_back(thief.leave())
    # PKCE: it was asked for with another verifier.
    assert refused(thief.finish({**back, "code": taken})) == (401, "single_sign_on_used")


def test_a_sign_in_that_took_too_long_begins_again(
    browser: Browser, wang: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempt_module, "SECONDS", -1)
    assert refused(browser.sign_in()) == (401, "single_sign_on_late")


def test_who_is_refused_at_the_provider_is_told_so(
    browser: Browser, provider: IdentityProvider, wang: Identity
) -> None:
    provider.refusing = "access_denied"
    assert refused(browser.sign_in()) == (401, "single_sign_on_denied")
    provider.refusing = "login_required"
    assert refused(browser.sign_in()) == (401, "single_sign_on_invalid")


def test_who_has_no_account_here_is_told_what_to_give_the_administrator(
    browser: Browser, provider: IdentityProvider, wang: Identity
) -> None:
    provider.subject = "9e02-li"
    reply = browser.sign_in()
    assert refused(reply) == (403, "single_sign_on_unknown")
    assert "9e02-li" in reply.json["error"]["message"]


def test_an_account_of_the_same_name_is_nobodys_until_it_is_bound(
    browser: Browser, provider: IdentityProvider, wang: Identity
) -> None:
    provider.subject = "wang"
    provider.claims = {"preferred_username": "wang", "name": "王芳"}
    assert refused(browser.sign_in()) == (403, "single_sign_on_unknown")


@pytest.mark.parametrize(
    "end",
    [
        lambda: run(accounts.remove_account, "wang"),
        lambda: run(accounts.unbind, "wang", "test"),
    ],
    ids=["removed", "unbound"],
)
def test_whose_account_has_ended_is_out_and_stays_out(
    browser: Browser, wang: Identity, end: Callable[[], None]
) -> None:
    browser.sign_in()
    end()
    assert not signed_in(browser)
    assert refused(browser.sign_in()) == (403, "single_sign_on_unknown")


def test_an_account_that_is_made_anew_under_a_name_is_not_bound(
    browser: Browser, wang: Identity
) -> None:
    run(accounts.remove_account, "wang")
    run(accounts.add_account, "wang", "王强", ["supervisor"], PASSWORD)
    assert refused(browser.sign_in()) == (403, "single_sign_on_unknown")


def test_a_name_that_is_locked_here_stays_locked(browser: Browser, wang: Identity) -> None:
    wrong = {"name": "wang", "password": "wrong password"}
    here = {"X-Forwarded-For": "203.0.113.9"}
    for _ in range(limits().failed_sign_ins[0]):
        browser.ask("POST", "sign-in", wrong, **here)
    reply = browser.finish(browser.come_back(browser.leave()), **here)
    assert refused(reply) == (429, "too_many_attempts")
    assert int(reply.headers["Retry-After"]) > 0
    # Nobody elsewhere is locked out by it.
    elsewhere = {"X-Forwarded-For": "198.51.100.7"}
    assert browser.finish(browser.come_back(browser.leave()), **elsewhere).status == 200


@pytest.mark.parametrize("path", [WELL_KNOWN, TOKEN, KEYS])
@pytest.mark.parametrize("status", [301, 404, 500, 503])
def test_a_provider_that_fails_is_named_with_what_to_do(
    browser: Browser, provider: IdentityProvider, wang: Identity, path: str, status: int
) -> None:
    back = browser.come_back(browser.leave())
    provider.statuses[path] = status
    reply = browser.finish(back)
    assert refused(reply) == (503, "single_sign_on_away")
    assert "用户名和密码" in reply.json["error"]["message"]
    assert reply.headers["Retry-After"] == "30"


def test_a_provider_that_is_not_there_is_named_with_what_to_do(
    browser: Browser, provider: IdentityProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOHU_OIDC_ISSUER", "http://127.0.0.1:9")
    settings.cache_clear()
    reply = browser.ask("POST", "single-sign-on/begin", {})
    assert refused(reply) == (503, "single_sign_on_away")


def test_a_provider_that_does_not_answer_keeps_nobody_waiting_for_ever(
    browser: Browser, provider: IdentityProvider, wang: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider_module, "_TIMEOUT", (0.5, 0.2))
    provider.before_token = lambda: time.sleep(1)
    assert refused(browser.sign_in()) == (503, "single_sign_on_away")


@pytest.mark.parametrize(
    "described",
    [
        {"issuer": "https://elsewhere.test"},
        {"issuer": None},
        {"token_endpoint": "http://elsewhere.test/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": None},
    ],
    ids=" ".join,
)
def test_a_provider_that_describes_itself_as_another_is_not_asked(
    browser: Browser, provider: IdentityProvider, described: dict[str, Any]
) -> None:
    provider.described = described
    assert refused(browser.ask("POST", "single-sign-on/begin", {}))[0] == 503


@pytest.mark.parametrize("name", ["next", "redirect_uri", "return_to", "address"])
def test_nobody_is_sent_anywhere_but_to_the_provider_and_back(
    browser: Browser, provider: IdentityProvider, wang: Identity, name: str
) -> None:
    evil = {name: "https://evil.test/"}
    hosts = {"Host": "evil.test", "X-Forwarded-Host": "evil.test"}
    reply = browser.ask("POST", f"single-sign-on/begin?{name}=https://evil.test/", evil, **hosts)
    address = reply.json["address"]
    assert address.startswith(f"{provider.address}/auth?")
    assert "evil" not in address
    back = browser.come_back(address)
    ended = browser.finish({**back, **evil})
    assert (ended.status, ended.json) == (200, SHOWN)
    assert "Location" not in ended.headers


def test_another_page_cannot_have_a_browser_sign_in(browser: Browser, wang: Identity) -> None:
    back = browser.come_back(browser.leave())
    for step in ("begin", "finish"):
        reply = browser.ask(
            "POST", f"single-sign-on/{step}", back, **{"Content-Type": "text/plain"}
        )
        assert refused(reply) == (415, "not_json")


def test_one_address_cannot_begin_for_ever(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = limits().single_sign_ins_of_an_address[0]
    here = {"X-Forwarded-For": "203.0.113.77", "Content-Type": "application/json"}
    body = {"state": "x"}
    statuses = {
        browser.ask("POST", "single-sign-on/finish", body, **here).status for _ in range(most)
    }
    assert statuses == {401}
    assert refused(browser.ask("POST", "single-sign-on/begin", {}, **here)) == (429, "sign_in_busy")


def test_no_log_holds_a_token_a_code_or_a_person(
    browser: Browser,
    provider: IdentityProvider,
    wang: Identity,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    assert browser.sign_in().status == 200
    provider.claims = {"nonce": "of another sign-in"}
    browser.sign_in()
    provider.claims, provider.subject = {}, "9e02-li"
    browser.sign_in()
    back = browser.come_back(browser.leave())
    browser.finish({**back, "code": "made up"})
    provider.statuses[TOKEN] = 500
    browser.sign_in()
    said = "\n".join(record.getMessage() for record in caplog.records)
    ours = "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith("bot.")
    )
    assert "an identity token was refused: invalid_claim nonce" in ours
    assert "gave no token: invalid_grant" in ours
    assert "bound to no account" in ours
    assert "of no use" in ours
    assert ours.isascii()
    for secret in (*provider.given, "9e02-li", wang.subject, "王芳", SECRET):
        assert secret not in said
