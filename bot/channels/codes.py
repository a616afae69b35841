"""Login codes of a mini program, exchanged for who the person is by WeChat's code2Session."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests
from wechatpy import WeChatClient
from wechatpy.exceptions import WeChatClientException

from bot.channels.refusals import RefusedError
from luohu.settings import WeChatAccount

logger = logging.getLogger(__name__)

# At its debug level this one logs addresses, and ours hold the account's secret.
logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)

_BUSY, _INVALID, _USED, _BLOCKED, _RATE = -1, 40029, 40163, 40226, 45011
_SECONDS = 5.0
_PAUSES = (0.2, 0.6)
_THREADS = 4


class LoginCodes:
    """Exchanges codes, each in a thread, as the library waits for the network.

    Args:
        account: the mini program.
        base: address of WeChat's API without a slash at its end.
    """

    def __init__(self, account: WeChatAccount, base: str) -> None:
        self._client = _Client(account.app_id, account.secret, timeout=_SECONDS, auto_retry=False)
        self._client.wxa.API_BASE_URL = f"{base}/"
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="login")

    async def openid(self, code: str) -> str:
        """Who the person is for this mini program.

        A WeChat that is busy or not reached is asked again, twice.

        Raises:
            RefusedError: the code is invalid or used, the limit of logins is reached, the account
                is blocked, or WeChat is away.
        """
        loop = asyncio.get_running_loop()
        for pause in (*_PAUSES, None):
            try:
                told = await loop.run_in_executor(self._threads, self._exchange, code)
            except RefusedError as refused:
                if refused.code != "login_away" or pause is None:
                    raise
                await asyncio.sleep(pause)
            else:
                return told
        raise AssertionError("the last attempt returns or raises")

    def _exchange(self, code: str) -> str:
        try:
            told: Any = self._client.wxa.code_to_session(code)
            return str(told["openid"])
        except WeChatClientException as error:
            raise _refusal(error.errcode) from None
        except (requests.RequestException, ValueError, KeyError, TypeError) as error:
            # The text of these errors holds the address with the secret in it.
            logger.error("WeChat's login not reached: %s", type(error).__name__)
            raise RefusedError(503, "login_away", wait=10) from None


class _Client(WeChatClient):
    """The library's client without a token: this call needs none, the library fetches one."""

    access_token = None


def _refusal(errcode: int | None) -> RefusedError:
    if errcode in (_INVALID, _USED):
        return RefusedError(401, "login_code")
    if errcode == _RATE:
        return RefusedError(429, "login_rate", wait=60)
    if errcode == _BLOCKED:
        return RefusedError(403, "login_blocked")
    logger.error("WeChat's login failed: %s", errcode)
    if errcode in (_BUSY, None):
        return RefusedError(503, "login_away", wait=10)
    return RefusedError(502, "login_refused", errcode=errcode)
