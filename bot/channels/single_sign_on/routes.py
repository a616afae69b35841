"""Routes of the console: whether there is single sign-on, beginning it, and coming back.

The provider sends the browser back to the console's page, which sends on what it was given: so both
cookies are ``SameSite=Strict``, and a refusal is shown as any other.
"""

from __future__ import annotations

import logging
from datetime import datetime, timezone
from functools import lru_cache

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.addresses import address_of
from bot.channels.door import known_device
from bot.channels.limits import AtOnce
from bot.channels.refusals import RefusedError
from bot.channels.shared_limits import SharedLimiter
from bot.channels.single_sign_on.attempt import SECONDS, attempt_in, new_attempt
from bot.channels.single_sign_on.provider import Provider
from bot.channels.single_sign_on.words import label_of
from bot.channels.staff import entered, locked, place_of, require_json, set_cookie, with_records
from bot.channels.web import answer, guarded, json_body, text_of
from bot.limits import limits
from bot.records.accounts import Account, Identity, find_bound, locked_for
from bot.records.database import database
from luohu.secret import client_secret_of
from luohu.settings import IdentityProvider, Settings, settings

logger = logging.getLogger(__name__)

COOKIE = "single_sign_on"

_LONGEST = 4096
_DENIED = "access_denied"


def add_single_sign_on(routes: Blueprint) -> None:
    """Add the routes; where single sign-on is off, all but the first are not there.

    Raises:
        SettingsError: it is on, and the client's secret is missing.
    """
    if settings().identity_provider:
        client_secret_of(settings())
    asked = AtOnce(limits().single_sign_ins_at_once, "sign_in_busy")
    of_address = SharedLimiter("single_sign_ins_of_an_address")

    async def take(request: Request) -> None:
        require_json(request)
        if address := address_of(request):
            await of_address.take(address, "sign_in_busy")

    @guarded
    async def offer(_request: Request) -> HTTPResponse:
        given = settings().identity_provider
        return answer({"label": label_of(given) if given else None})

    @guarded
    async def begin(request: Request) -> HTTPResponse:
        _given, provider = _provider()
        await take(request)
        attempt = new_attempt()
        with asked.one():
            reply = answer({"address": await provider.address(attempt)})
        set_cookie(request, reply, COOKIE, attempt.token, SECONDS)
        return reply

    @guarded
    @with_records
    async def finish(request: Request) -> HTTPResponse:
        await take(request)
        with asked.one():
            return await _finish(request)

    add = routes.add_route
    add(offer, "/api/single-sign-on", methods=["GET"], name="single_sign_on")
    add(begin, "/api/single-sign-on/begin", methods=["POST"], name="single_sign_on_begin")
    add(
        finish,
        "/api/single-sign-on/finish",
        methods=["POST"],
        name="single_sign_on_finish",
        stream=True,
    )


async def _finish(request: Request) -> HTTPResponse:
    """Sign in who came back: ``{state}`` with ``{code}``, or with ``{error}``."""
    given, provider = _provider()
    body = await json_body(request)
    attempt = attempt_in(request.cookies.get(COOKIE) or "")
    if attempt is None:
        raise provider.refusal(401, "single_sign_on_late")
    if not attempt.is_of(text_of(body, "state", _LONGEST)):
        raise provider.refusal(401, "single_sign_on_other")
    # A provider that names itself is the one that was asked, or somebody mixes two up (RFC 9207).
    if body.get("iss") not in (None, given.issuer):
        raise provider.refusal(401, "single_sign_on_other")
    if error := body.get("error"):
        denied = error == _DENIED
        logger.warning("the identity provider ended a sign-in: %s", _DENIED if denied else "error")
        code = "single_sign_on_denied" if denied else "single_sign_on_invalid"
        raise provider.refusal(401, code)
    subject = await provider.subject(text_of(body, "code", _LONGEST), attempt)
    account = await database().read(find_bound, Identity(given.issuer, subject))
    if account is None:
        logger.warning("somebody whom the identity provider knows is bound to no account")
        raise provider.refusal(403, "single_sign_on_unknown", subject=subject)
    return await _enter(request, account)


async def _enter(request: Request, account: Account) -> HTTPResponse:
    device = known_device(request, account.name)
    place, now = place_of(request, device), datetime.now(timezone.utc)
    if seconds := await database().read(locked_for, account.name, place, now):
        raise locked(seconds)
    reply = entered(request, account, device)
    set_cookie(request, reply, COOKIE, "", 0)
    return reply


def _provider() -> tuple[IdentityProvider, Provider]:
    """Who is asked, by the settings.

    Raises:
        RefusedError: nobody is.
    """
    given = settings().identity_provider
    if given is None:
        raise RefusedError(404, "no_such_address")
    return given, _provider_of(settings())


@lru_cache(maxsize=2)
def _provider_of(installed: Settings) -> Provider:
    assert installed.identity_provider
    return Provider(installed.identity_provider, client_secret_of(installed))
