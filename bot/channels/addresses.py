"""Where a request comes from, as the proxy on this machine tells."""

from __future__ import annotations

import ipaddress

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.refusals import RefusedError
from bot.channels.shared_limits import SharedLimiter
from bot.channels.web import refusal
from luohu.settings import settings

# One household or firm has at least so much of the newer addresses for itself.
_NETWORK = 64


def address_of(request: Request) -> str:
    """The address that a request comes from; empty where nobody tells.

    The server listens on the loopback interface. What comes from elsewhere comes through a proxy
    on this machine, which adds the address to ``X-Forwarded-For``; what stands before that anybody
    may have written. Behind several proxies ``LUOHU_PROXIES`` says how many add one.
    """
    told = ",".join(request.headers.getall("x-forwarded-for", [])).split(",")
    named = [one.strip() for one in told if one.strip()]
    if len(named) < settings().proxies:
        return ""
    try:
        address = ipaddress.ip_address(named[-settings().proxies])
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, _NETWORK), strict=False))
    return str(address)


def limit_addresses(routes: Blueprint) -> None:
    """Refuse a channel's requests that come too fast from one address, before anything is read."""
    requests = SharedLimiter("requests_of_an_address")

    @routes.middleware("request")
    async def check(request: Request) -> HTTPResponse | None:
        address = address_of(request)
        try:
            if address:
                await requests.take(address)
        except RefusedError as refused:
            return refusal(refused)
        return None
