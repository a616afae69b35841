"""Starting both servers together and waiting until both can answer."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from luohu.settings import ROOT
from tools.errors import UserError
from tools.processes import undisturbed
from tools.run.ports import require_free
from tools.run.server import Server, last_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tools.run.servers import ServerSpec
    from tools.setup.progress import Progress

_READY_SECONDS = 300.0
_POLL_SECONDS = 0.3


@contextmanager
def running(
    specs: Sequence[ServerSpec], progress: Progress, root: Path = ROOT
) -> Iterator[list[Server]]:
    """Start the servers in order, wait until all are ready, stop them in reverse at the end.

    Raises:
        UserError: a port is taken, or a server ended or did not get ready.
    """
    require_free(specs)
    servers: list[Server] = []
    try:
        for spec in specs:
            servers.append(Server(spec, root))
        _wait_until_ready(servers, progress)
        yield servers
    finally:
        with undisturbed():
            for server in reversed(servers):
                server.stop()


def watch(servers: Sequence[Server]) -> None:
    """Return never; raise once one of the servers has ended.

    Raises:
        UserError: what ended and what it said last.
    """
    while True:
        for server in servers:
            server.require_alive()
        time.sleep(0.5)


def _wait_until_ready(servers: Sequence[Server], progress: Progress) -> None:
    start = time.monotonic()
    waiting = list(servers)
    while waiting:
        for server in list(servers):
            server.require_alive()
        for server in [server for server in waiting if server.is_healthy()]:
            waiting.remove(server)
            progress.say(f"The {server.spec.name} is ready ({time.monotonic() - start:.0f} s).")
        for server in waiting:
            server.require_hope()
        seconds = time.monotonic() - start
        if waiting and seconds > _READY_SECONDS:
            raise _too_slow(waiting[0])
        if waiting:
            names = " and the ".join(server.spec.name for server in waiting)
            progress.update(f"Waiting for the {names} ({seconds:.0f} s)")
            time.sleep(_POLL_SECONDS)


def _too_slow(server: Server) -> UserError:
    return UserError(
        f"The {server.spec.name} was not ready after {_READY_SECONDS:.0f} s.",
        "\n".join(last_lines(server.spec.log, 5)) or "It said nothing.",
        f"Look at {server.spec.log}; free some memory or processor time and start again.",
    )
