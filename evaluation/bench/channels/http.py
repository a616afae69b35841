"""A visitor's HTTP: JSON, a token or a cookie, an error as words."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from typing import Any


class ChannelError(Exception):
    """A channel refused a request or could not be reached."""


class Browser:
    """Talks to one channel's API.

    Args:
        address: where the API begins.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._token = ""
        self._cookies = CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self._cookies)
        )

    def use(self, token: str) -> None:
        """Send this token from now on."""
        self._token = token

    def ask(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        """A request and its JSON.

        Raises:
            ChannelError: it was refused, lost or answered with something else.
        """
        headers = {"Content-Type": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        data = None if body is None else json.dumps(body).encode("utf-8")
        request = urllib.request.Request(
            f"{self._address}/{path}", data=data, headers=headers, method=method
        )
        try:
            with self._opener.open(request, timeout=60) as reply:
                return dict(json.loads(reply.read().decode("utf-8")))
        except urllib.error.HTTPError as error:
            raise ChannelError(f"{method} {path.split('?')[0]} answered {error.code}") from error
        except (OSError, ValueError) as error:
            raise ChannelError(f"{method} {path.split('?')[0]}: {type(error).__name__}") from error
