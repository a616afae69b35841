"""Times and sizes that WeChat sets, with room for the way there and back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limits of the channel; tests scale them down.

    Attributes:
        passive_seconds: how long WeChat's request may wait for the answer; WeChat hangs up at 5.
        unclaimed_seconds: after this an answer that no request fetched goes by the API; longer
            than the gap between WeChat's repeats.
        remembered_seconds: how long a given reply is kept for WeChat's repeats.
        check_seconds: how long the content check may take.
        api_seconds: how long one call of WeChat's API may take.
        pauses: seconds before each further try to send a piece.
        window_seconds: how far the time of a request may be from now.
        body_bytes: the longest request.
        purge_seconds: how often what is too old is deleted.
        closing_seconds: how long the server waits at its end for answers that are going out.
    """

    passive_seconds: float = 4.0
    unclaimed_seconds: float = 6.0
    remembered_seconds: float = 30.0
    check_seconds: float = 1.0
    api_seconds: float = 5.0
    pauses: tuple[float, ...] = (1, 3, 10, 30, 120, 600)
    window_seconds: float = 300.0
    body_bytes: int = 64 * 1024
    purge_seconds: float = 3600.0
    closing_seconds: float = 1.0
