"""Adds, lists and removes accounts: ``python -m bot.records.accounts --help``."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import sys
from collections.abc import Sequence

from bot.records import accounts
from bot.records.accounts.passwords import generated
from bot.records.database import Database, RecordsError, database
from bot.records.policy_desk.rights import DESK_ROLES, EVERYWHERE, all_rights, grant, revoke
from luohu.settings import SettingsError, settings

# Who gives rights and binds identities from the command line, as the audit names it.
_HERE = "command line"
_BINDING = ("bind", "unbind", "bindings")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        asyncio.run(_do(options, database()))
    except (accounts.AccountError, RecordsError, SettingsError) as error:
        print(f"nothing changed: {error}", file=sys.stderr)
        return 1
    return 0


async def _do(options: argparse.Namespace, records: Database) -> None:
    if options.command == "list":
        for one in await records.read(accounts.list_accounts):
            print(f"{one.name}\t{one.display_name}\t{', '.join(one.roles)}")
        return
    if options.command == "remove":
        await records.run(accounts.remove_account, options.name)
        print(f"{options.name} is removed and signed out")
        return
    if options.command in ("grant", "revoke"):
        change = grant if options.command == "grant" else revoke
        await records.run(change, options.name, options.role, options.region, _HERE)
        print(f"{options.name}: {options.command} {options.role} for {options.region}")
        return
    if options.command == "rights":
        for name, right in await records.read(all_rights):
            print(f"{name}\t{right.role}\t{right.region}")
        return
    if options.command in _BINDING:
        await _bind(options, records)
        return
    password = generated() if options.generate else _prompted()
    if options.command == "add":
        added = (options.name, options.display or options.name, options.role, password)
        account = await records.run(accounts.add_account, *added)
        print(f"{account.name} may sign in as {', '.join(account.roles)}")
    else:
        await records.run(accounts.set_password, options.name, password)
        print(f"{options.name} has a new password and is signed out")
    if options.generate:
        print(f"password, shown this once: {password}")


async def _bind(options: argparse.Namespace, records: Database) -> None:
    if options.command == "bindings":
        for name, identity in await records.read(accounts.list_identities):
            print(f"{name}\t{identity.issuer}\t{identity.subject}")
        return
    if options.command == "unbind":
        await records.run(accounts.unbind, options.name, _HERE)
        print(f"{options.name} signs in by password alone and is signed out")
        return
    provider = settings().identity_provider
    if provider is None:
        raise accounts.AccountError("LUOHU_OIDC_ISSUER names no identity provider")
    identity = accounts.Identity(provider.issuer, options.subject)
    account = await records.run(accounts.bind, options.name, identity, _HERE)
    print(f"{account.name} may sign in as {identity.subject} of {identity.issuer}")


def _prompted() -> str:
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Again: "):
        raise accounts.AccountError("the two passwords differ")
    return password


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot.records.accounts", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    add = commands.add_parser("add", help="add an account")
    add.add_argument("name", help="what is typed to sign in")
    add.add_argument("--display", help="what others see; without it the name")
    add.add_argument(
        "--role",
        action="append",
        required=True,
        choices=accounts.ROLES,
        help="what the person may do; may be given several times",
    )
    password = commands.add_parser("password", help="give an account a new password")
    password.add_argument("name")
    for command in (add, password):
        command.add_argument(
            "--generate", action="store_true", help="make the password and print it once"
        )
    commands.add_parser("remove", help="remove an account").add_argument("name")
    commands.add_parser("list", help="show all accounts")
    for name, told in (
        ("grant", "let an account do something at the policy desk"),
        ("revoke", "take that back"),
    ):
        right = commands.add_parser(name, help=told)
        right.add_argument("name")
        right.add_argument("--role", required=True, choices=DESK_ROLES)
        right.add_argument(
            "--region", required=True, help=f"code of the place; {EVERYWHERE} for every place"
        )
    commands.add_parser("rights", help="show who may do what at the policy desk")
    bind = commands.add_parser("bind", help="let somebody of the identity provider sign in")
    bind.add_argument("name")
    bind.add_argument("--subject", required=True, help="what the provider calls the person")
    commands.add_parser("unbind", help="take that back").add_argument("name")
    commands.add_parser("bindings", help="show who may sign in by the identity provider")
    return parser


if __name__ == "__main__":
    sys.exit(main())
