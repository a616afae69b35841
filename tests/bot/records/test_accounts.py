"""Only who has an account and its password gets in, and guessing has an end."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from bot.limits import limits
from bot.records import accounts
from bot.records.accounts import Account, AccountError, TooManyAttemptsError
from bot.records.accounts import passwords as passwords_module
from bot.records.accounts.__main__ import main
from bot.records.accounts.store import ACCOUNTS
from bot.records.database import Connection, Database, database

MOST_ATTEMPTS = limits().failed_sign_ins[0]
NOW = datetime(2026, 11, 1, 9, tzinfo=timezone.utc)
PASSWORD = "correct horse 电池"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost little."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords_module, "_HASHER", hasher)


def add(records: Database, name: str = "wang", *roles: str, password: str = PASSWORD) -> Account:
    given = (name, "王芳", roles or ("operator",), password)
    return asyncio.run(records.run(accounts.add_account, *given))


def sign_in(
    records: Database,
    name: str = "wang",
    password: str = PASSWORD,
    after: timedelta = timedelta(),
) -> Account | None:
    return asyncio.run(accounts.sign_in(records, name, password, NOW + after))


def hash_of(records: Database) -> str:
    def read(connection: Connection) -> str:
        return str(connection.execute(sa.select(ACCOUNTS.c.password)).scalar())

    return asyncio.run(records.read(read))


def lock(records: Database, name: str) -> None:
    for _ in range(MOST_ATTEMPTS):
        assert sign_in(records, name, "a wrong password") is None


def test_who_knows_the_password_gets_in(records: Database) -> None:
    added = add(records, "wang", "policy", "operator")
    assert sign_in(records) == added
    assert added.roles == ("operator", "policy")
    assert added.display_name == "王芳"


@pytest.mark.parametrize("typed", ["WANG", " wang ", "ｗａｎｇ"])
def test_it_does_not_matter_how_the_name_is_typed(records: Database, typed: str) -> None:
    assert add(records) == sign_in(records, typed)


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("wang", "wrong password"),
        ("wang", PASSWORD.upper()),
        ("wang", PASSWORD + "x" * 300),
        ("wang", ""),
        ("nobody", PASSWORD),
        ("", PASSWORD),
        ("\ud83d", "\ud83d"),
        ("wa\0ng", "\0"),
        ("' OR ''='", PASSWORD),
    ],
)
def test_nobody_else_gets_in(records: Database, name: str, password: str) -> None:
    add(records)
    assert sign_in(records, name, password) is None


@pytest.mark.parametrize("name", ["wang", "nobody"])
def test_guessing_ends_and_goes_on_after_a_quarter_of_an_hour(records: Database, name: str) -> None:
    add(records)
    lock(records, name)
    for password in (PASSWORD, "another guess"):
        with pytest.raises(TooManyAttemptsError) as refusal:
            sign_in(records, name, password, timedelta(minutes=10))
        assert refusal.value.seconds == 300
    assert (sign_in(records, name, after=timedelta(minutes=15)) is None) == (name == "nobody")


def test_a_name_that_is_locked_locks_nobody_else(records: Database) -> None:
    add(records)
    add(records, "li")
    lock(records, "wang")
    assert sign_in(records, "li")


def test_a_restart_does_not_give_new_guesses(records: Database, records_url: str) -> None:
    add(records)
    lock(records, "wang")
    again = Database(records_url)
    with pytest.raises(TooManyAttemptsError):
        sign_in(again)
    again.close()


def test_guessing_at_once_is_not_guessing_more(records: Database) -> None:
    add(records)

    async def guess() -> list[Account | BaseException | None]:
        tries = (accounts.sign_in(records, "wang", "a wrong one", NOW) for _ in range(30))
        return await asyncio.gather(*tries, return_exceptions=True)

    results = asyncio.run(guess())
    assert results.count(None) == MOST_ATTEMPTS
    assert sum(isinstance(one, TooManyAttemptsError) for one in results) == 30 - MOST_ATTEMPTS


def test_who_gets_in_has_all_guesses_again(records: Database) -> None:
    add(records)
    for _ in range(3):
        for _ in range(MOST_ATTEMPTS - 1):
            assert sign_in(records, "wang", "a wrong password") is None
        assert sign_in(records)


def test_a_name_without_an_account_costs_as_much_as_a_wrong_password(
    records: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(records)
    checked: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            checked.append(str(hash)[:30])
            return super().verify(hash, password)

    counting = Counting(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords_module, "_HASHER", counting)
    sign_in(records, "wang", "a wrong password")
    sign_in(records, "nobody", "a wrong password")
    assert len(checked) == 2


def test_the_password_itself_is_not_stored(records: Database) -> None:
    add(records)
    assert hash_of(records).startswith("$argon2id$")
    assert PASSWORD not in hash_of(records)


def test_an_old_hash_is_made_stronger_and_nobody_is_out(
    records: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    added, before = add(records), hash_of(records)
    stronger = PasswordHasher(time_cost=2, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords_module, "_HASHER", stronger)
    assert sign_in(records) == added
    assert hash_of(records) != before
    assert sign_in(records) == added


def test_a_new_password_voids_the_old_one_and_its_sign_ins(records: Database) -> None:
    added = add(records)
    asyncio.run(records.run(accounts.set_password, "Wang", "another password"))
    assert sign_in(records) is None
    again = sign_in(records, "wang", "another password")
    assert again and again.stamp != added.stamp


def test_a_removed_account_opens_nothing(records: Database) -> None:
    add(records)
    asyncio.run(records.run(accounts.remove_account, "wang"))
    assert sign_in(records) is None
    assert asyncio.run(records.read(accounts.find_account, "wang")) is None


@pytest.mark.parametrize(
    ("name", "roles", "password"),
    [
        ("", ("operator",), PASSWORD),
        ("two words", ("operator",), PASSWORD),
        ("x" * 65, ("operator",), PASSWORD),
        ("li\n", ("boss",), PASSWORD),
        ("li", (), PASSWORD),
        ("li", ("operator",), "short"),
        ("li", ("operator",), "x" * 201),
        ("WANG", ("operator",), PASSWORD),
    ],
)
def test_an_account_of_no_use_is_refused(
    records: Database, name: str, roles: tuple[str, ...], password: str
) -> None:
    add(records)
    with pytest.raises(AccountError):
        asyncio.run(records.run(accounts.add_account, name, "李", roles, password))
    assert len(asyncio.run(records.read(accounts.list_accounts))) == 1


def test_an_administrator_adds_lists_and_removes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _prompt: PASSWORD)
    line = ["add", "Wang", "--display", "王芳", "--role", "operator", "--role", "policy"]
    assert main(line) == 0
    assert PASSWORD not in capsys.readouterr().out
    assert sign_in(database())
    assert main(["list"]) == 0
    assert capsys.readouterr().out == "wang\t王芳\toperator, policy\n"
    assert main(["remove", "wang"]) == 0
    assert sign_in(database()) is None


def test_an_administrator_has_a_password_made(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "wang", "--role", "operator", "--generate"]) == 0
    first = capsys.readouterr().out.split()[-1]
    assert sign_in(database(), password=first)
    assert main(["password", "wang", "--generate"]) == 0
    second = capsys.readouterr().out.split()[-1]
    assert sign_in(database(), password=first) is None
    assert sign_in(database(), password=second)


def test_passwords_that_differ_change_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter([PASSWORD, PASSWORD + "x"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    assert main(["add", "wang", "--role", "operator"]) == 1
    assert "differ" in capsys.readouterr().err
    assert sign_in(database()) is None


@pytest.mark.parametrize("command", ["remove", "password"])
def test_an_account_that_is_not_there_is_named(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--generate"] if command == "password" else []
    assert main([command, "nobody", *options]) == 1
    assert "nobody" in capsys.readouterr().err
