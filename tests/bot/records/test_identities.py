"""An identity of the office's provider is one account's, by an administrator's word alone."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from argon2 import PasswordHasher

from bot.limits import limits
from bot.records import accounts
from bot.records.accounts import AccountError, Identity, Place
from bot.records.accounts import passwords as passwords_module
from bot.records.accounts.__main__ import main
from bot.records.audit import entries
from bot.records.database import Database
from luohu.settings import settings

ISSUER = "https://id.test"
WANG, LI = Identity(ISSUER, "7c1f"), Identity(ISSUER, "9e02")
NOW = datetime(2026, 12, 1, 9, tzinfo=timezone.utc)
PASSWORD = "correct horse"


@pytest.fixture(autouse=True)
def _people(records: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords_module, "_HASHER", hasher)
    for name in ("wang", "li"):
        run(records, accounts.add_account, name, name, ["operator"], PASSWORD)


def run(records: Database, work: Any, *given: Any) -> Any:  # noqa: ANN401
    return asyncio.run(records.run(work, *given))


def holder(records: Database, identity: Identity) -> str | None:
    found = run(records, accounts.find_bound, identity)
    return found.name if found else None


def test_an_identity_opens_the_account_that_it_is_bound_to_and_no_other(records: Database) -> None:
    assert holder(records, WANG) is None
    run(records, accounts.bind, " Wang", WANG, "li")
    assert holder(records, WANG) == "wang"
    for other in (LI, Identity("https://elsewhere.test", "7c1f"), Identity(ISSUER, "7C1F")):
        assert holder(records, other) is None
    assert run(records, accounts.list_identities) == [("wang", WANG)]


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("nobody", LI),
        ("li", WANG),
        ("wang", LI),
        ("wang", WANG),
        ("li", Identity(ISSUER, "")),
        ("li", Identity(ISSUER, "x" * 256)),
        ("li", Identity(ISSUER, "9e\n02")),
        ("li", Identity("https://" + "x" * 256, "9e02")),
    ],
)
def test_a_binding_of_no_use_changes_nothing(
    records: Database, name: str, identity: Identity
) -> None:
    run(records, accounts.bind, "wang", WANG, "li")
    with pytest.raises(AccountError):
        run(records, accounts.bind, name, identity, "li")
    assert run(records, accounts.list_identities) == [("wang", WANG)]
    assert len(run(records, entries)) == 1


def test_an_unbound_identity_opens_nothing_and_whoever_is_signed_in_is_out(
    records: Database,
) -> None:
    before = run(records, accounts.bind, "wang", WANG, "li")
    run(records, accounts.unbind, "WANG", "li")
    assert holder(records, WANG) is None
    assert run(records, accounts.find_account, "wang").stamp != before.stamp
    run(records, accounts.bind, "li", WANG, "li")
    assert holder(records, WANG) == "li"
    with pytest.raises(AccountError):
        run(records, accounts.unbind, "wang", "li")


def test_a_removed_account_takes_its_identity_along(records: Database) -> None:
    run(records, accounts.bind, "wang", WANG, "li")
    run(records, accounts.remove_account, "wang")
    assert holder(records, WANG) is None
    run(records, accounts.add_account, "wang", "another", ["operator"], PASSWORD)
    assert holder(records, WANG) is None


def test_who_bound_whom_stands_in_the_audit(records: Database) -> None:
    run(records, accounts.bind, "wang", WANG, "li")
    run(records, accounts.unbind, "wang", "zhao")
    last, first = run(records, entries)
    row = {"issuer": ISSUER, "subject": "7c1f", "account": "wang"}
    assert (first.who, first.what, json.loads(first.after or "")) == ("li", "identity.bind", row)
    assert (last.who, last.what, json.loads(last.before or "")) == ("zhao", "identity.unbind", row)


def test_a_name_is_locked_where_it_failed_and_for_as_long(records: Database) -> None:
    here, elsewhere = Place("203.0.113.9"), Place("198.51.100.7")
    for _ in range(limits().failed_sign_ins[0]):
        assert run(records, accounts.locked_for, "wang", here, NOW) == 0
        asyncio.run(accounts.sign_in(records, "wang", "a wrong password", NOW, here))
    assert run(records, accounts.locked_for, "Wang", here, NOW + timedelta(minutes=10)) == 300
    assert run(records, accounts.locked_for, "wang", here, NOW + timedelta(minutes=15)) == 0
    assert run(records, accounts.locked_for, "wang", elsewhere, NOW) == 0
    assert run(records, accounts.locked_for, "li", here, NOW) == 0


def test_an_administrator_binds_lists_and_unbinds(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["bind", "wang", "--subject", "7c1f"]) == 1
    assert "LUOHU_OIDC_ISSUER" in capsys.readouterr().err
    monkeypatch.setenv("LUOHU_OIDC_ISSUER", ISSUER)
    monkeypatch.setenv("LUOHU_OIDC_CLIENT_ID", "console")
    monkeypatch.setenv("LUOHU_OIDC_CONSOLE", "https://console.test/hotline/")
    settings.cache_clear()
    main(["add", "wang", "--role", "operator", "--generate"])
    assert main(["bind", "wang", "--subject", "7c1f"]) == 0
    capsys.readouterr()
    assert main(["bindings"]) == 0
    assert capsys.readouterr().out == f"wang\t{ISSUER}\t7c1f\n"
    assert main(["unbind", "wang"]) == 0
    capsys.readouterr()
    assert main(["bindings"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["unbind", "wang"]) == 1
    assert "wang" in capsys.readouterr().err
