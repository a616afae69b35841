"""Erases one person for good, while the bot runs or not.

``python -m bot.erase rest NAME`` for who a program calls NAME over REST,
``wechat OPENID`` for somebody of the mini program or the official account,
``call NUMBER`` for the calls under a number of the telephone system, and
``conversation ID`` for any other conversation by its id.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

from rasa.core.agent import Agent
from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.domain import Domain

from bot.channels import tokens
from bot.channels.erasing import ADDRESS, AUDIENCE, KINDS, erase
from bot.chosen import tracker_store
from bot.records.database import RecordsError, database
from luohu.settings import SettingsError, settings

_SECONDS = 60


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.erase",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("name")
    options = parser.parse_args(arguments)
    try:
        erased = _by_the_server(options.kind, options.name)
        if erased is None:
            erased = asyncio.run(_by_hand(options.kind, options.name))
    except (RecordsError, SettingsError, OSError, ValueError) as error:
        print(f"not erased: {error}; mend that and run it again", file=sys.stderr)
        return 1
    print("erased:", ", ".join(f"{count} {what}" for what, count in erased.items()))
    return 0


def _by_the_server(kind: str, name: str) -> dict[str, int] | None:
    """Have the running server erase, which has conversations in memory; None where none runs."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{settings().bot_port}{ADDRESS}",
        data=json.dumps({"kind": kind, "name": name}).encode("utf-8"),
        headers={"Authorization": f"Bearer {tokens.issue({}, _SECONDS, AUDIENCE)}"},
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=_SECONDS) as reply:
            return dict(json.load(reply))
    except urllib.error.HTTPError as error:
        raise OSError(f"the running server refused ({error.code})") from error
    except urllib.error.URLError:
        return None


async def _by_hand(kind: str, name: str) -> dict[str, int]:
    store = tracker_store(Domain.empty(), str(settings().var_dir / "db" / "tracker.db"))
    alone = SimpleNamespace(tracker_store=store, lock_store=InMemoryLockStore())
    return await erase(cast(Agent, alone), database(), kind, name)


if __name__ == "__main__":
    sys.exit(main())
