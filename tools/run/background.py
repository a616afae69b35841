"""A bot of one's own for tests, evaluation and benchmarks: free ports, own conversations."""

from __future__ import annotations

import io
import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from luohu.settings import read_settings
from tools.local_http import post_json
from tools.run.pair import running
from tools.run.ports import free_ports
from tools.run.servers import require_built, rest_url, server_specs
from tools.setup.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ITS_OWN = ("db", "log", "publications")


@dataclass(frozen=True)
class RunningBot:
    """Where a running bot is reached and looked at.

    Attributes:
        bot_url: address of the Rasa server, without a slash at the end.
        actions_url: address of the action server, likewise.
        rest_url: address of the REST channel.
        settings: the environment variables that lead a program to this bot.
        pids: process ids by server name, for measuring memory.
        var_dir: its folder for conversations and logs; gone when it stops.
    """

    bot_url: str
    actions_url: str
    rest_url: str
    settings: Mapping[str, str]
    pids: Mapping[str, int]
    var_dir: Path

    def say(self, sender: str, message: str) -> list[dict[str, Any]]:
        """Send one message of ``sender`` and return what the bot says, as REST gives it."""
        reply = post_json(self.rest_url, {"sender": sender, "message": message})
        return list(reply)


def lead_to_built(built: Path, own: Path) -> None:
    """Lead a folder to all that is built; what a bot writes is its own.

    Args:
        built: the folder in which ``make build`` has built.
        own: an empty folder, or one to be made.
    """
    own.mkdir(exist_ok=True)
    for part in built.iterdir():
        if part.name not in _ITS_OWN:
            (own / part.name).symlink_to(part.resolve())
    (own / "db").mkdir()


@contextmanager
def running_bot(
    overrides: Mapping[str, str] | None = None, progress: Progress | None = None
) -> Iterator[RunningBot]:
    """Run what ``make build`` has built, with ``overrides`` as environment variables.

    Nothing is set up or built here. Call it from a thread that outlives the bot, best the main one.

    Raises:
        UserError: it is not built, or a server ended or did not get ready.
    """
    inherited = {**os.environ, **(overrides or {})}
    require_built(inherited)
    built = read_settings(inherited).var_dir
    bot_port, actions_port = free_ports(2)
    with tempfile.TemporaryDirectory(prefix="luohu-") as folder:
        own = Path(folder)
        lead_to_built(built, own)
        ports = {"LUOHU_BOT_PORT": str(bot_port), "LUOHU_ACTIONS_PORT": str(actions_port)}
        specs = server_specs({**inherited, **ports, "LUOHU_VAR_DIR": str(own)})
        with running(specs, progress or Progress(io.StringIO())) as servers:
            yield RunningBot(
                bot_url=f"http://127.0.0.1:{bot_port}",
                actions_url=f"http://127.0.0.1:{actions_port}",
                rest_url=rest_url(bot_port),
                settings=ports,
                pids={server.spec.name: server.pid for server in servers},
                var_dir=own,
            )
