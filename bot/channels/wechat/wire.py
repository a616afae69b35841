"""WeChat's requests opened and replies sealed: signature, AES, XML and JSON."""

from __future__ import annotations

import hmac
import json
import re
import secrets
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from xml.parsers.expat import ExpatError

import xmltodict
from wechatpy.crypto import PrpCrypto
from wechatpy.exceptions import WeChatException
from wechatpy.replies import TextReply
from wechatpy.utils import WeChatSigner

from bot.channels.wechat.accounts import Account

Format = Literal["xml", "json"]

_TYPES: dict[Format, str] = {"xml": "application/xml", "json": "application/json"}
_UNREADABLE = (ValueError, TypeError, KeyError, IndexError, RecursionError, ExpatError)
# A document type, which may hold entities, can only stand before the root.
_ROOT = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?<xml[\s>]")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class RefusedError(Exception):
    """A request that is not WeChat's, or not to be taken; the message is for the log."""


@dataclass(frozen=True)
class Opened:
    """A request whose signature holds.

    Attributes:
        fields: the message's fields of text or number, as text.
        form: what the request was written in, and the reply has to be.
        signature: the signature that held.
    """

    fields: dict[str, str]
    form: Format
    signature: str


def open_echo(account: Account, query: Mapping[str, str]) -> str:
    """What WeChat wants to hear back when an address is entered with it.

    Raises:
        RefusedError: the signature does not hold.
    """
    echo = query.get("echostr", "")
    if account.encrypted and query.get("msg_signature"):
        _verify(account, query, "msg_signature", echo)
        return _decrypt(account, echo)
    _verify(account, query, "signature")
    return echo


def open_message(account: Account, query: Mapping[str, str], body: bytes) -> Opened:
    """Check and decrypt a request with a message.

    Where the account has an AES key only what is encrypted counts, also when WeChat sends the
    plain fields beside it.

    Raises:
        RefusedError: the signature does not hold, or nothing can be read.
    """
    form, fields = _parse(body.decode("utf-8", "replace"))
    if not account.encrypted:
        if "Encrypt" in fields and "MsgType" not in fields:
            raise RefusedError("the message is encrypted and no AES key is set")
        return Opened(fields, form, _verify(account, query, "signature"))
    sealed = fields.get("Encrypt", "")
    if not sealed:
        raise RefusedError("the message is not encrypted")
    signature = _verify(account, query, "msg_signature", sealed)
    return Opened(_parse(_decrypt(account, sealed))[1], form, signature)


def seal_text(account: Account, fields: Mapping[str, str], form: Format, text: str) -> str:
    """The reply to a message, encrypted where the account is."""
    to, sender = fields.get("FromUserName", ""), fields.get("ToUserName", "")
    now = int(time.time())
    reply = _xml_text(to, sender, now, text) if form == "xml" else _json_text(to, sender, now, text)
    return _seal(account, reply, form, str(now)) if account.encrypted else reply


def content_type(form: Format) -> str:
    """The content type of a reply."""
    return f"{_TYPES[form]}; charset=utf-8"


class _Crypto(PrpCrypto):
    def get_random_string(self) -> str:
        # The library draws from a generator that can be foretold.
        return secrets.token_urlsafe(12)


def _verify(account: Account, query: Mapping[str, str], name: str, *signed: str) -> str:
    given = query.get(name, "")
    parts = (query.get("timestamp", ""), query.get("nonce", ""), *signed)
    if not all(parts):
        raise RefusedError(f"timestamp, nonce or what {name} covers is missing")
    if not hmac.compare_digest(
        _signature(account, *parts).encode(), given.encode("utf-8", "replace")
    ):
        raise RefusedError(f"{name} does not hold")
    return given


def _signature(account: Account, *parts: str) -> str:
    signer = WeChatSigner()
    signer.add_data(account.settings.token, *(part.encode("utf-8", "replace") for part in parts))
    return str(signer.signature)


def _decrypt(account: Account, sealed: str) -> str:
    try:
        return str(_Crypto(account.key).decrypt(sealed, account.settings.app_id))
    except (*_UNREADABLE, struct.error, WeChatException) as error:
        raise RefusedError(f"cannot be decrypted: {type(error).__name__}") from error


def _seal(account: Account, reply: str, form: Format, timestamp: str) -> str:
    sealed = _Crypto(account.key).encrypt(reply, account.settings.app_id).decode("ascii")
    nonce = secrets.token_hex(8)
    fields = {
        "Encrypt": sealed,
        "MsgSignature": _signature(account, timestamp, nonce, sealed),
        "TimeStamp": int(timestamp),
        "Nonce": nonce,
    }
    if form == "json":
        return json.dumps(fields)
    return str(xmltodict.unparse({"xml": fields}, full_document=False))


def _xml_text(to: str, sender: str, now: int, text: str) -> str:
    # The library writes character data sections and does not split them.
    content = _NOT_IN_XML.sub("", text).replace("]]>", "]]]]><![CDATA[>")
    return str(TextReply(target=to, source=sender, time=now, content=content).render())


def _json_text(to: str, sender: str, now: int, text: str) -> str:
    reply = {
        "ToUserName": to,
        "FromUserName": sender,
        "CreateTime": now,
        "MsgType": "text",
        "Content": text,
    }
    return json.dumps(reply, ensure_ascii=False)


def _parse(text: str) -> tuple[Format, dict[str, str]]:
    try:
        if text.lstrip().startswith("{"):
            return "json", _texts(json.loads(text))
        if not _ROOT.match(text):
            raise RefusedError("the request is neither XML nor JSON")
        return "xml", _texts(xmltodict.parse(_NOT_IN_XML.sub("", text))["xml"])
    except _UNREADABLE as error:
        raise RefusedError(f"the request cannot be read: {type(error).__name__}") from error


def _texts(fields: Any) -> dict[str, str]:  # noqa: ANN401 - whatever was sent
    if not isinstance(fields, dict):
        raise RefusedError("the request holds no fields")
    return {
        name: str(value)
        for name, value in fields.items()
        if isinstance(value, (str, int)) and not isinstance(value, bool)
    }
