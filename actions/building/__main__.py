"""What is built or drawn before serving.

``python -m actions.building dictionary|search|listener|danger|cards``.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from luohu.settings import settings


def main() -> None:
    """Build or draw what the command line names; ends with a message where that cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m actions.building", description=__doc__)
    commands = parser.add_subparsers(dest="what", required=True)
    commands.add_parser("dictionary", help="build the words of the field, only where they changed")
    commands.add_parser("search", help="build search anew, only where it changed")
    commands.add_parser("listener", help="build the listener anew, only where it changed")
    commands.add_parser("danger", help="build what hears danger anew, only where it changed")
    cards = commands.add_parser("cards", help="print situation cards, one JSON object a line")
    cards.add_argument("--seed", type=int, required=True, help="the same seed draws the same cards")
    cards.add_argument("--count", type=int, required=True, help="number of cards")
    cards.add_argument("--manner", help="one of people.yml for all cards; else each in turn")
    asked = parser.parse_args()
    try:
        if asked.what == "dictionary":
            from actions.building.search import build_words

            build_words(settings())
        elif asked.what == "search":
            from actions.building.search import build_search

            build_search(settings())
        elif asked.what == "listener":
            from actions.building.listener import build_listener

            build_listener(settings())
        elif asked.what == "danger":
            from actions.building.danger import build_danger

            build_danger(settings())
        else:
            from actions.building.cards import draw, read_deck

            for card in draw(read_deck(), asked.seed, asked.count, asked.manner):
                print(json.dumps(asdict(card), ensure_ascii=False))
    except (ValueError, RuntimeError) as error:
        sys.exit(f"{asked.what} not {'drawn' if asked.what == 'cards' else 'built'}: {error}")


if __name__ == "__main__":
    main()
