"""``python healthy.py ADDRESS [SECONDS]``: 0 once it answers with success, 1 after so long."""

from __future__ import annotations

import sys
import time
import urllib.request


def main(address: str, seconds: float = 0.0) -> int:
    """Ask until it answers; returns the exit code."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + seconds
    while True:
        try:
            with opener.open(address, timeout=10):
                return 0
        except OSError as error:
            if time.monotonic() >= until:
                print(f"{address}: {error}", file=sys.stderr)
                return 1
        time.sleep(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(float, sys.argv[2:3])))
