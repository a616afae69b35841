"""``python -m actions.building search`` or ``listener``: build it anew, only where it changed."""

from __future__ import annotations

import argparse
import sys

from luohu.settings import settings


def main() -> None:
    """Build what the command line names; ends with a message where that cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m actions.building", description=__doc__)
    parser.add_argument("what", choices=("search", "listener"))
    what = parser.parse_args().what
    try:
        if what == "search":
            from actions.building.search import build_search

            build_search(settings())
        else:
            from actions.building.listener import build_listener

            build_listener(settings())
    except (ValueError, RuntimeError) as error:
        sys.exit(f"{what} not built: {error}")


if __name__ == "__main__":
    main()
