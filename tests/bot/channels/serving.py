"""A channel on a real server in this process, and HTTP with it."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from rasa.core.channels.channel import InputChannel
from sanic import Sanic
from sanic.touchup import TouchUp

from bot.channels.delivery import OnNewMessage

_TIMEOUT = 30
_rewrite = TouchUp.run


def _rewrite_once(app: Sanic) -> None:
    """What Sanic does to methods of its own at a start; it does not find them a second time."""
    with suppress(KeyError):
        _rewrite(app)


TouchUp.run = _rewrite_once


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:  # noqa: ANN401
        return None


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)


@dataclass(frozen=True)
class Reply:
    """What a request got."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401
        """The body's JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Served:
    """A server that runs.

    Attributes:
        address: base address without a slash at the end.
        loop: its event loop, which runs in a thread of its own.
    """

    address: str
    loop: asyncio.AbstractEventLoop

    @property
    def socket_address(self) -> str:
        """The base address for WebSockets."""
        return self.address.replace("http", "ws", 1)

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,  # noqa: ANN401
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send a request; ``body`` as JSON, or as it is where it is bytes."""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"Authorization": f"Bearer {token}"} if token else {}
        request = urllib.request.Request(
            self.address + path, data=data, headers={**sent, **(headers or {})}, method=method
        )
        try:
            reply = _OPENER.open(request, timeout=_TIMEOUT)
        except urllib.error.HTTPError as error:
            reply = error
        with reply:
            return Reply(reply.status, reply.headers, reply.read())


@contextmanager
def serving(name: str, agent: OnNewMessage, channels: list[InputChannel]) -> Iterator[Served]:
    """Serve channels as Rasa does, each under its prefix.

    Args:
        name: of the server; another one for each in a process.
        agent: what Rasa's agent is to the channels; it takes the messages too.
        channels: the channels.
    """
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    served = Served(f"http://127.0.0.1:{listener.getsockname()[1]}", asyncio.new_event_loop())
    ready, stop = threading.Event(), asyncio.Event()

    async def serve() -> None:
        app = Sanic(name, configure_logging=False)
        app.ctx.agent = agent
        for channel in channels:
            prefix = urljoin("/webhooks/", channel.url_prefix())
            app.blueprint(channel.blueprint(agent), url_prefix=prefix)
        server: Any = await app.create_server(sock=listener, return_asyncio_server=True)
        await server.startup()
        await server.after_start()
        await server.start_serving()
        ready.set()
        await stop.wait()
        await server.before_stop()
        await server.close()
        for connection in list(server.connections):
            connection.abort()
        await server.after_stop()

    thread = threading.Thread(target=lambda: served.loop.run_until_complete(serve()), daemon=True)
    thread.start()
    assert ready.wait(_TIMEOUT)
    try:
        yield served
    finally:
        served.loop.call_soon_threadsafe(stop.set)
        thread.join(_TIMEOUT)
        listener.close()
