"""WeChat's API: the answer sent as a customer-service message, and the content check."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal

import requests
from wechatpy import WeChatClient
from wechatpy.exceptions import WeChatClientException

from luohu.settings import WeChatAccount

Kind = Literal["later", "closed", "too_many", "refused"]

# At its debug level this one logs addresses, and ours hold the access token.
logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)

_TOKEN_VOID = {40001, 40014, 42001}
# -1 busy, 45011 too often; None is no answer that can be read.
_LATER = {-1, 45011, None}
_CLOSED = 45015
_TOO_MANY = 45047
_RISKY = "risky"
# WeChat's scenes are profile, comment, forum and social log: a question is nearest to a comment.
_SCENE = 2
_THREADS = 4


class ApiError(Exception):
    """WeChat did not do what it was asked.

    Attributes:
        kind: ``later`` may work later; ``closed`` the person may not be written to any more;
            ``too_many`` no more messages until they write again; ``refused`` anything else.
        code: WeChat's number of the error, or the kind of error on the way to it.
    """

    def __init__(self, kind: Kind, code: object) -> None:
        super().__init__(f"{kind} ({code})")
        self.kind = kind
        self.code = code


class WeChatApi:
    """One account's calls, each in a thread, as the library waits for the network.

    Args:
        account: whose calls they are.
        base: address of the API without a slash at its end.
        seconds: how long a call may take.
    """

    def __init__(self, account: WeChatAccount, base: str, seconds: float) -> None:
        self._client = _Client(account.app_id, account.secret, base, seconds)
        # Not the threads in which messages are encoded: WeChat may be slow.
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="wechat")

    async def send_text(self, openid: str, text: str) -> None:
        """Send a customer-service message.

        Raises:
            ApiError: it was not sent; after ``later`` with a time-out it may have been.
        """
        await self._call(lambda: self._client.message.send_text(openid, text))

    async def is_risky(self, openid: str, text: str, seconds: float) -> bool:
        """Whether WeChat's content check objects to a text.

        Raises:
            ApiError: there is no result.
            TimeoutError: there is none in time.
        """
        request = {"version": 2, "scene": _SCENE, "openid": openid, "content": text}
        address = f"{self._client.base}/wxa/msg_sec_check"
        checked = self._call(lambda: self._client.post(address, data=request, timeout=seconds))
        result = (await asyncio.wait_for(checked, seconds)).get("result")
        return isinstance(result, dict) and result.get("suggest") == _RISKY

    def close(self) -> None:
        """Begin no more calls."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _call(self, call: Callable[[], Any]) -> dict[str, Any]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._client.with_token, call)


class _Client(WeChatClient):
    """The library's client with an address that can be set and tokens that are not fought over.

    The library asks for a new token each time that WeChat refuses one, without end and without a
    time-out, and by a call that voids the token of every other program of the account.
    """

    def __init__(self, app_id: str, secret: str, base: str, seconds: float) -> None:
        super().__init__(app_id, secret, timeout=seconds, auto_retry=False)
        self.base = base
        self.API_BASE_URL = f"{base}/cgi-bin/"
        self._renewing = threading.Lock()

    def with_token(self, call: Callable[[], Any]) -> dict[str, Any]:
        """What a call gives, made once more with a new token if the token was void.

        Raises:
            ApiError: it failed.
        """
        try:
            used = self.access_token
            try:
                result = call()
            except WeChatClientException as error:
                if error.errcode not in _TOKEN_VOID:
                    raise
                self._renew(used)
                result = call()
        except WeChatClientException as error:
            raise _told(error) from None
        except (requests.RequestException, ValueError, KeyError) as error:
            # The text of these errors holds addresses with tokens in them.
            raise ApiError("later", type(error).__name__) from None
        if not isinstance(result, dict):
            raise ApiError("later", "no JSON")
        return result

    @property
    def access_token(self) -> str:
        """The token, fetched if there is none that holds for another minute."""
        with self._renewing:
            if time.time() > (self.expires_at or 0) - 60:
                self.fetch_access_token()
            return str(self.session.get(self.access_token_key))

    def fetch_access_token(self, force: bool = False) -> None:
        """Fetch the stable token, which other programs of the account get alike."""
        request = {
            "grant_type": "client_credential",
            "appid": self.appid,
            "secret": self.secret,
            "force_refresh": force,
        }
        address = f"{self.base}/cgi-bin/stable_token"
        reply = self._http.post(address, json=request, timeout=self.timeout)
        reply.raise_for_status()
        told = reply.json()
        if told.get("errcode"):
            raise WeChatClientException(told["errcode"], told.get("errmsg"), client=self)
        self.session.set(self.access_token_key, told["access_token"])
        self.expires_at = int(time.time()) + int(told["expires_in"])

    def _renew(self, void: str) -> None:
        with self._renewing:
            if self.session.get(self.access_token_key) != void:
                return
            self.fetch_access_token()
            if self.session.get(self.access_token_key) == void:
                self.fetch_access_token(force=True)


def _told(error: WeChatClientException) -> ApiError:
    kinds: dict[object, Kind] = {_CLOSED: "closed", _TOO_MANY: "too_many"}
    later = error.errcode in _LATER or error.errcode in _TOKEN_VOID
    return ApiError("later" if later else kinds.get(error.errcode, "refused"), error.errcode)
