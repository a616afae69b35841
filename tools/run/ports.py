"""Ports of the loopback interface: free ones, and a clear word about taken ones."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from tools.errors import UserError
from tools.local_http import answers
from tools.run.servers import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.run.servers import ServerSpec


def is_free(port: int) -> bool:
    """Whether a server can listen on ``port``."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def free_ports(count: int) -> list[int]:
    """Ports that nothing listens on at this moment, all different."""
    listeners = [socket.socket(socket.AF_INET, socket.SOCK_STREAM) for _ in range(count)]
    try:
        for listener in listeners:
            listener.bind((LOOPBACK, 0))
        return [int(listener.getsockname()[1]) for listener in listeners]
    finally:
        for listener in listeners:
            listener.close()


def require_free(specs: Iterable[ServerSpec]) -> None:
    """Check that every server finds its port free.

    Raises:
        UserError: one is taken, or two servers were given the same.
    """
    given: dict[int, ServerSpec] = {}
    for spec in specs:
        other = given.setdefault(spec.port, spec)
        if other is not spec:
            raise UserError(
                f"The {other.name} and the {spec.name} cannot share port {spec.port}.",
                f"{other.port_setting} and {spec.port_setting} name the same port.",
                f"Set one of them to another number, e.g. {spec.port_setting}={spec.port + 1}.",
            )
        if not is_free(spec.port):
            raise _taken(spec)


def _taken(spec: ServerSpec) -> UserError:
    running = answers(spec.health_url)
    return UserError(
        f"Port {spec.port}, which the {spec.name} needs, is taken.",
        "A bot seems to be running there already." if running else "Another program listens on it.",
        "Talk to the one that runs (`make chat`), or stop it, or choose another port, e.g.\n"
        f"{spec.port_setting}={spec.port + 1000} make run",
    )
