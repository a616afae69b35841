"""HTTP with servers on this machine: no proxy, short patience, JSON."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def answers(url: str, timeout: float = 2.0) -> bool:
    """Whether ``url`` answers a GET with success."""
    try:
        with _OPENER.open(url, timeout=timeout) as reply:
            return bool(200 <= reply.status < 300)
    except (OSError, ValueError):
        return False


def refusal(url: str, timeout: float = 10.0) -> str | None:
    """What a GET is refused with, as the ``status`` of its JSON; None where it is not refused."""
    try:
        with _OPENER.open(url, timeout=timeout):
            return None
    except urllib.error.HTTPError as error:
        try:
            return str(json.load(error)["status"])
        except (ValueError, TypeError, KeyError):
            return None
    except (OSError, ValueError):
        return None


def post_json(url: str, body: object, timeout: float = 60.0) -> Any:  # noqa: ANN401
    """POST ``body`` as JSON and read the JSON reply.

    Raises:
        OSError: nothing answers there, or it answers with an error status.
        ValueError: the reply is not JSON.
    """
    request = urllib.request.Request(
        url,
        data=json.dumps(body).encode("utf-8"),
        headers={"Content-Type": "application/json"},
        method="POST",
    )
    with _OPENER.open(request, timeout=timeout) as reply:
        return json.loads(reply.read().decode("utf-8"))
