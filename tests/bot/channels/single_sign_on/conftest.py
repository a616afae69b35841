"""A console on a real server beside a stand-in identity provider, and a browser between them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from argon2 import PasswordHasher
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint

from bot.channels.delivery import OnNewMessage
from bot.channels.single_sign_on import add_single_sign_on
from bot.channels.staff import add_staff_routes
from bot.records import accounts
from bot.records.accounts import Identity
from bot.records.accounts import passwords as passwords_module
from bot.records.database import database
from luohu.settings import settings
from tests.bot.channels.serving import Reply, Served, serving
from tests.bot.conftest import StandIn
from tests.oidc.standin import IdentityProvider

CONSOLE = "https://console.test/hotline/"
PASSWORD = "correct horse"
JSON = {"Content-Type": "application/json"}


class Console(InputChannel):
    """A channel with the routes by which the staff sign in."""

    def url_prefix(self) -> str:
        return "/hotline"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        routes = Blueprint("console")
        add_staff_routes(routes)
        add_single_sign_on(routes)
        return routes


def run(work: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401
    """Work in the records, from a test."""
    return asyncio.run(database().run(work, *given))


@dataclass
class Browser:
    """A browser that goes from the console to the provider and back.

    Attributes:
        served: the console.
        cookies: what it keeps of the console's.
    """

    served: Served
    cookies: dict[str, str] = field(default_factory=dict, repr=False)

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Reply:
        """Send a request to the console, with its cookies, and keep those it gives."""
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {**(JSON if method == "POST" else {}), "Cookie": kept, **headers}
        reply = self.served.ask(method, f"/hotline/api/{path}", body, headers=sent)
        for line in reply.headers.get_all("Set-Cookie") or ():
            for name, one in SimpleCookie(line).items():
                self.cookies[name] = one.value
        return reply

    def leave(self, **headers: str) -> str:
        """Press the button; gives where it leads."""
        reply = self.ask("POST", "single-sign-on/begin", {}, **headers)
        assert reply.status == 200, reply.body
        return str(reply.json["address"])

    def come_back(self, address: str) -> dict[str, str]:
        """Sign in at the provider; gives what it sends the browser back with."""
        reply = requests.get(address, allow_redirects=False, timeout=10)
        assert reply.status_code == 302, reply.text
        back = reply.headers["Location"]
        assert back.startswith(f"{CONSOLE}sso?")
        return dict(parse_qsl(urlsplit(back).query))

    def finish(self, back: dict[str, str], **headers: str) -> Reply:
        """Send on what the provider sent the browser back with."""
        return self.ask("POST", "single-sign-on/finish", back, **headers)

    def sign_in(self) -> Reply:
        """All of it."""
        return self.finish(self.come_back(self.leave()))


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """One console for all tests of a module."""
    with serving("single_sign_on_test", StandIn(), [Console()]) as server:
        yield server


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[IdentityProvider]:
    """A provider that the console is set up for."""
    with IdentityProvider(f"{CONSOLE}sso") as standin:
        for name, value in standin.settings.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        yield standin


@pytest.fixture
def browser(served: Served, provider: IdentityProvider) -> Browser:
    """A browser in which nobody has signed in."""
    return Browser(served)


@pytest.fixture
def wang(provider: IdentityProvider, monkeypatch: pytest.MonkeyPatch) -> Identity:
    """An operator whose account is bound to who is signed in at the provider."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords_module, "_HASHER", hasher)
    run(accounts.add_account, "wang", "王芳", ["operator"], PASSWORD)
    identity = Identity(provider.address, provider.subject)
    run(accounts.bind, "wang", identity, "test")
    return identity
