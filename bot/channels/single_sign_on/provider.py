"""The office's identity provider, asked by OpenID Connect's authorization code flow with PKCE.

Authlib speaks the protocol and checks the identity token, joserfc its signature. Nothing of the
provider is kept: sign-ins are rare, and a key that it took back is void at once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import get_well_known_url
from joserfc import jwt
from joserfc.errors import ClaimError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from bot.channels.refusals import RefusedError
from bot.channels.single_sign_on.attempt import Attempt
from bot.channels.single_sign_on.words import label_of
from luohu import clock
from luohu.settings import IdentityProvider, is_safe_address

logger = logging.getLogger(__name__)

JSON = dict[str, Any]
T = TypeVar("T")

# At its debug level this one logs addresses, and the provider's are nobody else's business.
logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)

LONGEST_SUBJECT = 255
REDIRECT = "sso"
"""What the address that a provider sends people back to ends with, below the console's."""

# By a key pair alone: with one secret for both sides, whoever has it could sign for anybody.
_ALGORITHMS = [f"{kind}{bits}" for kind in ("RS", "PS", "ES") for bits in (256, 384, 512)]
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_METHODS = ("client_secret_basic", "client_secret_post")
# What a provider may say of a failure (RFC 6749); anything else it says is not logged.
_FAILURES = frozenset(
    {
        "invalid_request",
        "invalid_client",
        "invalid_grant",
        "unauthorized_client",
        "unsupported_grant_type",
        "invalid_scope",
        "temporarily_unavailable",
        "server_error",
    }
)
_TIMEOUT = (2.0, 5.0)
# What the clocks of two machines may differ by.
_LEEWAY = 60
_WAIT = 30
_THREADS = 4


class Provider:
    """Asks one provider, each time in a thread, as the library waits for the network.

    Args:
        given: who it is, and what the console is to it.
        secret: what the console proves itself with.
    """

    def __init__(self, given: IdentityProvider, secret: str) -> None:
        self._given = given
        self._secret = secret
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="single-sign-on")

    async def address(self, attempt: Attempt) -> str:
        """Where a browser is sent to sign in.

        Raises:
            RefusedError: the provider is away.
        """
        return await self._run(lambda: self._address(attempt))

    async def subject(self, code: str, attempt: Attempt) -> str:
        """What the provider calls the person who came back with a code.

        Raises:
            RefusedError: the provider is away, the code is void, or what it is redeemed for does
                not hold.
        """
        return await self._run(lambda: self._subject(code, attempt))

    def refusal(self, status: int, code: str, **values: object) -> RefusedError:
        """A refusal that calls the provider as the button does."""
        wait = _WAIT if status == 503 else None
        return RefusedError(status, code, wait=wait, label=label_of(self._given), **values)

    async def _run(self, work: Callable[[], T]) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        except (requests.RequestException, _UnusableError) as error:
            # The text of the others may hold addresses and codes.
            told = str(error) if isinstance(error, _UnusableError) else type(error).__name__
            logger.error("the identity provider is of no use: %s", told)
            raise self.refusal(503, "single_sign_on_away") from None
        except OAuthError as error:
            told = str(error.error) if str(error.error) in _FAILURES else "another error"
            logger.error("the identity provider gave no token: %s", told)
            used = told == "invalid_grant"
            raise self.refusal(
                401, "single_sign_on_used" if used else "single_sign_on_invalid"
            ) from None
        except Exception as error:  # whatever a provider sends, nobody is let in by it
            logger.error("an identity token was refused: %s", _reason(error))
            raise self.refusal(401, "single_sign_on_invalid") from None

    def _address(self, attempt: Attempt) -> str:
        with self._session({}) as session:
            asked = self._discovered(session)["authorization_endpoint"]
            address, _state = session.create_authorization_url(
                asked, state=attempt.state, code_verifier=attempt.verifier, nonce=attempt.nonce
            )
            return str(address)

    def _subject(self, code: str, attempt: Attempt) -> str:
        with self._session({}) as session:
            found = self._discovered(session)
        with self._session(found) as session:
            token = _redeemed(session, found["token_endpoint"], code, attempt.verifier)
            # Fetched after the token, so that the key it was signed with is among them.
            keys = _read(session, found["jwks_uri"])
        return self._checked(token, keys, attempt.nonce)

    def _checked(self, token: JSON, keys: JSON, nonce: str) -> str:
        given = self._given
        registry = JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)
        read = jwt.decode(
            token["id_token"],
            KeySet.import_key_set(keys),  # type: ignore[arg-type]
            registry=registry,
        )
        wanted = {
            given.claim: {"essential": True},
            # Last, so that no choice of the claim takes them out.
            "iss": {"essential": True, "value": given.issuer},
            "aud": {"essential": True, "value": given.client_id},
        }
        known = {
            "nonce": nonce,
            "client_id": given.client_id,
            "access_token": token.get("access_token"),
        }
        claims = CodeIDToken(read.claims, read.header, wanted, known)
        claims.validate(now=clock.seconds(), leeway=_LEEWAY)
        subject = claims[given.claim]
        if not isinstance(subject, str) or len(subject) > LONGEST_SUBJECT:
            raise ClaimError(given.claim)
        return subject

    def _discovered(self, session: OAuth2Session) -> JSON:
        """What the provider says of itself."""
        issuer = self._given.issuer
        found = _read(session, get_well_known_url(issuer, external=True))
        if found.get("issuer") != issuer:
            raise _UnusableError("it calls itself another issuer than LUOHU_OIDC_ISSUER")
        for name in _ENDPOINTS:
            if not is_safe_address(str(found.get(name)).partition("?")[0]):
                raise _UnusableError(f"its {name} is no https address")
        return found

    def _session(self, found: JSON) -> OAuth2Session:
        methods = found.get("token_endpoint_auth_methods_supported") or _METHODS
        method = next((one for one in _METHODS if one in methods), _METHODS[0])
        return OAuth2Session(
            self._given.client_id,
            self._secret,
            token_endpoint_auth_method=method,
            scope=" ".join(self._given.scopes),
            redirect_uri=self._given.console + REDIRECT,
            code_challenge_method="S256",
        )


class _UnusableError(Exception):
    """A provider that answers and cannot be used; the message is for the log."""


def _redeemed(session: OAuth2Session, address: str, code: str, verifier: str) -> JSON:
    """What the provider gives for a code."""
    try:
        token = session.fetch_token(
            address,
            grant_type="authorization_code",
            code=code,
            code_verifier=verifier,
            timeout=_TIMEOUT,
            allow_redirects=False,
        )
    except ValueError as error:
        raise _UnusableError("its token is no JSON object") from error
    if "id_token" not in token:
        raise _UnusableError("it gives no identity token")
    return dict(token)


def _read(session: OAuth2Session, address: str) -> JSON:
    """The JSON object at an address of the provider."""
    reply = session.request(
        "GET", address, withhold_token=True, timeout=_TIMEOUT, allow_redirects=False
    )
    if reply.status_code != requests.codes.ok:
        raise _UnusableError(f"status {reply.status_code}")
    read = reply.json()
    if not isinstance(read, dict):
        raise _UnusableError("no JSON object")
    return read


def _reason(error: Exception) -> str:
    """Why a token was refused, without what stands in it."""
    if isinstance(error, ClaimError):
        return f"{error.error or type(error).__name__} {error.claim}"
    return error.error if isinstance(error, JoseError) else type(error).__name__
