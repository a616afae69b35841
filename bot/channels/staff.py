"""Who of the staff sends a request: sign-in, sign-out, and the guard of all other routes."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from functools import lru_cache, wraps

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError  # type: ignore[import-untyped]

from bot.channels.addresses import address_of
from bot.channels.door import DEVICE_SECONDS, Door, device_cookie, device_token, known_device
from bot.channels.refusals import RefusedError
from bot.channels.shared_limits import SharedLimiter
from bot.channels.tokens import issue, read, require_secret
from bot.channels.web import Handler, answer, guarded, json_body
from bot.records.accounts import (
    Account,
    Place,
    TooManyAttemptsError,
    find_account,
    rotate_stamp,
    sign_in,
)
from bot.records.accounts.store import LONGEST_NAME, Role
from bot.records.database import RecordsError, database

logger = logging.getLogger(__name__)

COOKIE = "staff"
JSON_TYPE, BYTES_TYPE = "application/json", "application/octet-stream"
# A long shift with its breaks.
SECONDS = 12 * 3600

_AUDIENCE = "staff"
_PATH = "/hotline"


def add_staff_routes(routes: Blueprint, leave: Callable[[str], None] | None = None) -> None:
    """Add sign-in, sign-out and "who am I".

    Args:
        routes: the channel's routes.
        leave: told of the name of an account that signs out.
    """
    require_secret()
    door = Door()

    @guarded
    @with_records
    async def enter(request: Request) -> HTTPResponse:
        return await _sign_in(door, request)

    @guarded
    @with_records
    async def go(request: Request) -> HTTPResponse:
        return await _sign_out(leave, request)

    add = routes.add_route
    add(enter, "/api/sign-in", methods=["POST"], name="sign_in", stream=True)
    add(go, "/api/sign-out", methods=["POST"], name="sign_out")
    add(staff_only()(_me), "/api/me", methods=["GET"], name="me")


async def signed_in(request: Request) -> Account | None:
    """The account that a request's cookie stands for, None without a valid one.

    Asks the database each time, so that a removed account is out at once.

    Raises:
        RecordsError: the database cannot be opened.
    """
    claims = read(request.cookies.get(COOKIE) or "", _AUDIENCE)
    if claims is None:
        return None
    account = await database().read(find_account, str(claims.get("sub")))
    return account if account and account.stamp == claims.get("stamp") else None


async def allowed(request: Request, *roles: Role) -> Account:
    """The account that sends a request, with one of the roles; without roles named, any account.

    Raises:
        RefusedError: nobody is signed in, somebody without such a role, or too many requests were
            made under the account.
    """
    account = await signed_in(request)
    if account is None:
        raise RefusedError(401, "signed_out")
    await _requests().take(account.name)
    if roles and not set(roles) & set(account.roles):
        raise RefusedError(403, "not_allowed")
    return account


@lru_cache(maxsize=1)
def _requests() -> SharedLimiter:
    return SharedLimiter("requests_of_an_account")


def staff_only(*roles: Role, sent: str = JSON_TYPE) -> Callable[[Handler], Handler]:
    """Let only staff with one of the roles reach a handler, which gets the account too.

    What changes something must come as JSON, or as bytes of no kind, neither of which a page
    elsewhere can have a browser send. A failure of the handler is answered with JSON that says what
    to do.

    Args:
        roles: of which one is needed; without any, whoever has an account.
        sent: the type that the body is declared as.
    """

    def decorate(handler: Handler) -> Handler:
        @guarded
        @with_records
        @wraps(handler)
        async def guard(request: Request, *args: object, **kwargs: object) -> HTTPResponse:
            if request.method not in ("GET", "HEAD"):
                _require_type(request, sent)
            account = await allowed(request, *roles)
            return await handler(request, account, *args, **kwargs)

        return guard

    return decorate


def with_records(handler: Handler) -> Handler:
    """Let a handler refuse a request when the records fail."""

    @wraps(handler)
    async def guard(*args: object, **kwargs: object) -> HTTPResponse:
        try:
            return await handler(*args, **kwargs)
        except (RecordsError, SQLAlchemyError) as error:
            # The database's own words may hold what people said, ours do not.
            reason = str(error) if isinstance(error, RecordsError) else type(error).__name__
            logger.error("the records failed a request: %s", reason)
            raise RefusedError(503, "records_away", wait=60) from error

    return guard


def require_json(request: Request) -> None:
    """See that a request is declared as JSON.

    Raises:
        RefusedError: it is not.
    """
    _require_type(request, JSON_TYPE)


def _require_type(request: Request, sent: str) -> None:
    if request.content_type.split(";")[0].strip().lower() != sent:
        raise RefusedError(415, "not_json")


async def _sign_in(door: Door, request: Request) -> HTTPResponse:
    require_json(request)
    body = await json_body(request)
    name, password = body.get("name"), body.get("password")
    if not isinstance(name, str) or not isinstance(password, str) or len(name) > LONGEST_NAME:
        raise RefusedError(401, "wrong_password")
    device = known_device(request, name)
    async with door.open_for(address_of(request), known=bool(device)) as outcome:
        try:
            account = await sign_in(database(), name, password, place=place_of(request, device))
        except TooManyAttemptsError as error:
            raise locked(error.seconds) from error
        if account is None:
            raise RefusedError(401, "wrong_password")
        outcome.succeeded = True
    return entered(request, account, device)


def entered(request: Request, account: Account, device: str) -> HTTPResponse:
    """The answer that signs an account in, however it was made sure whose it is.

    Args:
        request: from the browser that is signed in.
        account: whose sign-in begins.
        device: the browser's id, empty where the account has not signed in there before.
    """
    name, reply = account.name, _shown(account)
    claims = {"sub": name, "stamp": account.stamp}
    set_cookie(request, reply, COOKIE, issue(claims, SECONDS, _AUDIENCE), SECONDS)
    set_cookie(request, reply, device_cookie(name), device_token(name, device), DEVICE_SECONDS)
    return reply


async def _sign_out(leave: Callable[[str], None] | None, request: Request) -> HTTPResponse:
    """End the sign-in for good: whoever has copied the cookie is out too."""
    require_json(request)
    account = await signed_in(request)
    if account is not None:
        await database().run(rotate_stamp, account)
        if leave:
            leave(account.name)
    reply = answer({"ok": True})
    set_cookie(request, reply, COOKIE, "", 0)
    return reply


def locked(seconds: int) -> RefusedError:
    """The refusal of a name that failed too often and has to wait."""
    minutes = math.ceil(seconds / 60)
    return RefusedError(429, "too_many_attempts", wait=seconds, minutes=minutes)


def place_of(request: Request, device: str) -> Place:
    """Where somebody signs in: a browser that knows the name by its id, else an address."""
    return Place(device, known=True) if device else Place(address_of(request))


async def _me(_request: Request, account: Account) -> HTTPResponse:
    return _shown(account)


def _shown(account: Account) -> HTTPResponse:
    return answer(
        {
            "name": account.name,
            "display_name": account.display_name,
            "roles": list(account.roles),
        }
    )


def set_cookie(request: Request, reply: HTTPResponse, name: str, value: str, seconds: int) -> None:
    """Let the console's pages have a cookie for so long, which no script and no other site gets."""
    reply.cookies[name] = value
    cookie = reply.cookies[name]
    cookie["path"] = _PATH
    cookie["max-age"] = seconds
    cookie["httponly"] = True
    cookie["samesite"] = "Strict"
    # The proxy in front ends TLS; on the machine itself there is none.
    if "https" in (request.scheme, request.headers.get("x-forwarded-proto")):
        cookie["secure"] = True
