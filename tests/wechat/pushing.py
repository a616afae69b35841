"""WeChat pushing messages to a server: encrypted, signed, repeated after five seconds."""

from __future__ import annotations

import json
import secrets
import time
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace
from typing import Any, Literal

from tests.wechat.cipher import decrypt, encrypt, sign

# The most that WeChat takes for the answer to a message.
_LONGEST_REPLY = 2048
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Pushed:
    """What a push led to.

    Attributes:
        text: what the person sees, None for an empty reply.
        attempts: how often the message was sent.
        fields: all fields of the reply.
    """

    text: str | None
    attempts: int
    fields: dict[str, str]


class ServiceFailedError(AssertionError):
    """What makes WeChat tell the person that the account is out of order."""


@dataclass(frozen=True)
class Pusher:
    """WeChat's side of one account's message push.

    Attributes:
        address: where it pushes.
        app_id: of the account.
        token: Token of the push.
        aes_key: EncodingAESKey; empty for plain messages.
        form: what messages are written in.
        timeout: seconds after which it hangs up.
        attempts: how often it sends a message.
    """

    address: str
    app_id: str
    token: str
    aes_key: str
    form: Literal["xml", "json"] = "xml"
    timeout: float = 5.0
    attempts: int = 3

    def plain(self) -> Pusher:
        """The same account where messages are not encrypted."""
        return replace(self, aes_key="")

    def verify(self, echo: str = "4375120948345356249", encrypted: bool = False) -> str:
        """Enter the address, as somebody does in WeChat's pages; gives what comes back."""
        sent = encrypt(self.aes_key, self.app_id, echo) if encrypted else echo
        query = {**self.query(*([sent] if encrypted else [])), "echostr": sent}
        status, _kind, body = self.ask(query)
        assert status == 200, body
        return body

    def push(self, fields: dict[str, Any]) -> Pushed:
        """Send a message as often as WeChat would.

        Raises:
            ServiceFailedError: no attempt got a reply that WeChat understands.
        """
        for attempt in range(1, self.attempts + 1):
            query, body = self.sealed(fields)
            try:
                status, kind, reply = self.ask(query, body)
            except (TimeoutError, urllib.error.URLError, ConnectionError):
                continue
            if status == 200:
                text, replied = self._read(reply, fields, kind)
                return Pushed(text, attempt, replied)
        raise ServiceFailedError("no reply that WeChat understands")

    def sealed(self, fields: dict[str, Any]) -> tuple[dict[str, str], bytes]:
        """Query and body of a request with a message."""
        text = _xml(fields) if self.form == "xml" else json.dumps(fields, ensure_ascii=False)
        if not self.aes_key:
            return self.query(), text.encode()
        hidden = encrypt(self.aes_key, self.app_id, text)
        envelope = {"ToUserName": fields["ToUserName"], "Encrypt": hidden}
        body = _xml(envelope) if self.form == "xml" else json.dumps(envelope)
        return {**self.query(hidden), "encrypt_type": "aes"}, body.encode()

    def query(self, *hidden: str, at: float | None = None) -> dict[str, str]:
        """The query of a signed request."""
        timestamp, nonce = str(int(time.time() if at is None else at)), secrets.token_hex(5)
        query = {"timestamp": timestamp, "nonce": nonce}
        query["signature"] = sign(self.token, timestamp, nonce)
        if hidden:
            query["msg_signature"] = sign(self.token, timestamp, nonce, *hidden)
        return query

    def ask(self, query: dict[str, str], body: bytes | None = None) -> tuple[int, str, str]:
        """Status, content type and text that a request gets."""
        address = f"{self.address}?{urllib.parse.urlencode(query)}"
        headers = {"Content-Type": "text/xml" if self.form == "xml" else "application/json"}
        request = urllib.request.Request(address, data=body, headers=headers if body else {})
        try:
            reply = _OPENER.open(request, timeout=self.timeout)
        except urllib.error.HTTPError as error:
            reply = error
        with reply:
            return reply.status, reply.headers.get("Content-Type", ""), reply.read().decode()

    def _read(
        self, reply: str, asked: dict[str, Any], kind: str
    ) -> tuple[str | None, dict[str, str]]:
        if reply in ("", "success"):
            return None, {}
        assert self.form in kind
        fields = _fields(reply, self.form)
        if self.aes_key:
            hidden = fields["Encrypt"]
            signed = (self.token, str(fields["TimeStamp"]), fields["Nonce"], hidden)
            if fields["MsgSignature"] != sign(*signed):
                raise ServiceFailedError("the reply's signature does not hold")
            fields = _fields(decrypt(self.aes_key, self.app_id, hidden), self.form)
        assert fields["ToUserName"] == asked["FromUserName"]
        assert fields["FromUserName"] == asked["ToUserName"]
        assert fields["MsgType"] == "text"
        assert 0 < len(fields["Content"].encode()) <= _LONGEST_REPLY
        assert abs(int(fields["CreateTime"]) - time.time()) < 60
        return fields["Content"], fields


def _xml(fields: dict[str, Any]) -> str:
    inner = "".join(
        f"<{name}>{value}</{name}>"
        if isinstance(value, int)
        else f"<{name}><![CDATA[{value}]]></{name}>"
        for name, value in fields.items()
    )
    return f"<xml>{inner}</xml>"


def _fields(text: str, form: str) -> dict[str, str]:
    if form == "json":
        return dict(json.loads(text))
    return {child.tag: child.text or "" for child in ET.fromstring(text)}
