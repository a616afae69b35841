"""A stand-in for an office's identity provider on the loopback interface, which can be told to err.

It keeps the other side of OpenID Connect by itself: exact redirect addresses, PKCE, codes that are
good once, and tokens signed with an RSA key of its own.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLIENT = "luohu-console"
SECRET = "the secret of the console"
WELL_KNOWN, KEYS, AUTHORIZE, TOKEN = "/.well-known/openid-configuration", "/keys", "/auth", "/token"
PASSED_ON = "/hotline/"

JSON = dict[str, Any]
_NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Key:
    """A key pair that tokens are signed with."""

    id: str = field(default_factory=lambda: f"key-{next(_NUMBERS)}")
    private: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )

    @property
    def public(self) -> JSON:
        """Its public half, as providers show it."""
        numbers = self.private.public_key().public_numbers()
        known = {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.id}
        return {**known, "n": _number(numbers.n), "e": _number(numbers.e)}

    def sign(self, signed: bytes) -> bytes:
        """The signature that RS256 asks for."""
        return self.private.sign(signed, padding.PKCS1v15(), hashes.SHA256())

    def confused(self, signed: bytes) -> bytes:
        """What HS256 makes of the public key, which everybody knows."""
        pem = self.private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return hmac.new(pem, signed, hashlib.sha256).digest()


@cache
def _first_key() -> Key:
    """What every provider begins with: making one takes a while."""
    return Key()


@dataclass(frozen=True)
class _Issued:
    """A code that was given, and to whom."""

    asked: Mapping[str, str]
    subject: str


@dataclass
class IdentityProvider:
    """The provider's side. Use as a context manager.

    Attributes:
        redirect: the only address that people are sent back to; without one it is below the
            provider's own, which passes people on to ``console``.
        host: what the machine is called in its address: pages of another host are another site's.
        console: address of the console, where it was not known before.
        subject: who is signed in there.
        key: what tokens are signed with.
        shown: the keys that are shown.
        claims: what tokens say otherwise than they should; None leaves a claim out.
        algorithm: what tokens are signed by: ``RS256``, ``HS256`` or ``none``.
        described: what the provider says of itself otherwise than it should.
        refusing: what it says in place of a code, for instance ``access_denied``.
        statuses: the status that a path is answered with, and nothing else.
        before_token: what happens before a token is given.
        asked: the paths that were asked for, in order.
        given: the tokens and codes that were given: what nobody may log.
    """

    redirect: str = ""
    host: str = "127.0.0.1"
    console: str = ""
    subject: str = "7c1f-wang"
    key: Key = field(default_factory=_first_key)
    shown: list[Key] = field(default_factory=list)
    claims: JSON = field(default_factory=dict)
    algorithm: str = "RS256"
    described: JSON = field(default_factory=dict)
    refusing: str = ""
    statuses: dict[str, int] = field(default_factory=dict)
    before_token: Callable[[], None] = lambda: None
    asked: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    address: str = ""

    def __post_init__(self) -> None:
        self.shown = self.shown or [self.key]
        self._codes: dict[str, _Issued] = {}

    def __enter__(self) -> IdentityProvider:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.address = f"http://{self.host}:{self._server.server_address[1]}"
        self.redirect = self.redirect or f"{self.address}{PASSED_ON}sso"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def settings(self) -> dict[str, str]:
        """How a console is set up for it."""
        return {
            "LUOHU_OIDC_ISSUER": self.address,
            "LUOHU_OIDC_CLIENT_ID": CLIENT,
            "LUOHU_OIDC_SECRET": SECRET,
            "LUOHU_OIDC_CONSOLE": self.redirect.removesuffix("sso"),
        }

    def rotate(self) -> None:
        """Sign with a new key from now on, and show no other one."""
        self.key = Key()
        self.shown = [self.key]

    def answer(self, path: str, sent: Mapping[str, str], authorization: str) -> tuple[int, JSON]:
        """Status and body of an answer; of a redirect its address."""
        self.asked.append(path)
        if path in self.statuses:
            return self.statuses[path], {}
        if path == WELL_KNOWN:
            return 200, {**self._description(), **self.described}
        if path == KEYS:
            return 200, {"keys": [key.public for key in self.shown]}
        if path == AUTHORIZE:
            return self._authorize(sent)
        if path == TOKEN:
            return self._redeem(sent, authorization)
        if path == f"{PASSED_ON}sso":
            return 302, {"location": f"{self.console}{path}?{urlencode(sent)}"}
        return 404, {}

    def _description(self) -> JSON:
        return {
            "issuer": self.address,
            "authorization_endpoint": self.address + AUTHORIZE,
            "token_endpoint": self.address + TOKEN,
            "jwks_uri": self.address + KEYS,
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "code_challenge_methods_supported": ["S256"],
        }

    def _authorize(self, sent: Mapping[str, str]) -> tuple[int, JSON]:
        wanted = {
            "client_id": CLIENT,
            "redirect_uri": self.redirect,
            "response_type": "code",
            "code_challenge_method": "S256",
        }
        if any(sent.get(name) != value for name, value in wanted.items()):
            # Nobody is sent to an address that was not registered.
            return 400, {"error": "invalid_request"}
        if "openid" not in sent.get("scope", "").split() or not sent.get("code_challenge"):
            return 400, {"error": "invalid_request"}
        if self.refusing:
            back = {"error": self.refusing, "state": sent["state"]}
        else:
            code = secrets.token_urlsafe(16)
            self._codes[code] = _Issued(dict(sent), self.subject)
            self.given.append(code)
            back = {"code": code, "state": sent["state"], "iss": self.address}
        return 302, {"location": f"{self.redirect}?{urlencode(back)}"}

    def _redeem(self, sent: Mapping[str, str], authorization: str) -> tuple[int, JSON]:
        if not self._is_console(sent, authorization):
            return 401, {"error": "invalid_client"}
        issued = self._codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        if (
            issued is None
            or sent.get("redirect_uri") != self.redirect
            or issued.asked["code_challenge"] != _base64(digest)
        ):
            return 400, {"error": "invalid_grant", "error_description": "of wang"}
        self.before_token()
        access = secrets.token_urlsafe(16)
        token = self._token(issued, access)
        self.given += [access, token]
        return 200, {"access_token": access, "token_type": "Bearer", "id_token": token}

    def _is_console(self, sent: Mapping[str, str], authorization: str) -> bool:
        """Whether a request proves to be the console's, as the provider says it takes it."""
        said = {**self._description(), **self.described}["token_endpoint_auth_methods_supported"]
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        proofs = {
            "client_secret_basic": authorization == f"Basic {basic}",
            "client_secret_post": sent.get("client_id") == CLIENT
            and sent.get("client_secret") == SECRET,
        }
        return any(proofs.get(one) for one in said or ["client_secret_basic"])

    def _token(self, issued: _Issued, access: str) -> str:
        now = int(time.time())
        half = hashlib.sha256(access.encode()).digest()[:16]
        claims = {
            "iss": self.address,
            "sub": issued.subject,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": issued.asked.get("nonce"),
            "at_hash": _base64(half),
            **self.claims,
        }
        said = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": self.algorithm, "kid": self.key.id, "typ": "JWT"}
        signed = f"{_base64(_json(header))}.{_base64(_json(said))}"
        signing = {"RS256": self.key.sign, "HS256": self.key.confused, "none": lambda _signed: b""}
        return f"{signed}.{_base64(signing[self.algorithm](signed.encode()))}"


def _handler(provider: IdentityProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self._send(*provider.answer(parts.path, dict(parse_qsl(parts.query)), ""))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            authorization = self.headers.get("Authorization", "")
            self._send(*provider.answer(self.path, dict(parse_qsl(body)), authorization))

        def _send(self, status: int, body: JSON) -> None:
            data = _json(body)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            if "location" in body:
                self.send_header("Location", body["location"])
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    return Handler


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


def _number(value: int) -> str:
    return _base64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
