"""``python -m actions.eligibility``: check a person, check the rules, write the review pages."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from actions.clerk.check import check, load_rules
from actions.clerk.text import as_text
from actions.corpus import CorpusError
from actions.eligibility.given import GivenError
from actions.eligibility.loader import RulesError
from actions.eligibility.review import reviews
from actions.eligibility.rules_check import check_rules, unused_facts
from luohu.clock import today
from luohu.settings import ROOT, SettingsError, settings

SCENARIOS = ROOT / "tests" / "actions" / "eligibility" / "scenarios"
REVIEWS = ROOT / "docs" / "review"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    logging.getLogger("jieba").setLevel(logging.WARNING)
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except (GivenError, RulesError, CorpusError, SettingsError) as error:
        print(error, file=sys.stderr)
        return 1
    return code


def _check(options: argparse.Namespace) -> int:
    facts = _read_facts(options.facts)
    folder = options.corpus or settings().corpus_dir
    result = check(options.region, facts, options.pathway, day=options.day, corpus_dir=folder)
    if options.text:
        print(as_text(result, load_rules(folder).eligibility.facts))
    else:
        print(json.dumps(result, ensure_ascii=False, indent=2))
    return 0


def _rules(options: argparse.Namespace) -> int:
    folder = options.corpus or settings().corpus_dir
    problems = check_rules(folder, today()) or unused_facts(folder)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def _review(options: argparse.Namespace) -> int:
    if _rules(options):
        print("no review is written of rules that do not hold; mend the above", file=sys.stderr)
        return 1
    options.output.mkdir(parents=True, exist_ok=True)
    pages = reviews(options.corpus or settings().corpus_dir, options.scenarios)
    for folder, page in pages.items():
        (options.output / f"{folder}.md").write_text(page, encoding="utf-8")
    return 0


def _read_facts(source: str) -> object:
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
        return json.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise GivenError(
            f"the facts cannot be read from {source}: {error}; give a JSON file, or - for the "
            "standard input"
        ) from error
    except json.JSONDecodeError as error:
        raise GivenError(
            f"{source} is not JSON: {error}; write an object such as "
            '{"dwelling_in_town": true, "residence_days": "2 years"}'
        ) from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write YYYY-MM-DD") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m actions.eligibility", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    one = commands.add_parser("check", help="check one person's facts; prints JSON")
    one.add_argument("--region", required=True, help="code of the jurisdiction, six digits")
    one.add_argument("--pathway", help="one pathway; without it all, the best first")
    one.add_argument("--facts", required=True, help="a JSON file of facts, - for standard input")
    one.add_argument("--day", type=_day, help="the day of the verdict; today without it")
    one.add_argument("--text", action="store_true", help="plain Chinese instead of JSON")
    one.add_argument("--corpus", type=Path, help="the documents; those of the settings without it")
    one.set_defaults(run=_check)

    rules = commands.add_parser("rules", help="prove the rules of every document")
    rules.add_argument("--corpus", type=Path, help="the documents; those of the settings without")
    rules.set_defaults(run=_rules)

    pages = commands.add_parser("review", help="write docs/review/ for the lawyer")
    pages.add_argument("--corpus", type=Path, help="the documents; those of the settings without")
    pages.add_argument("--scenarios", type=Path, default=SCENARIOS, help="scenarios by folder")
    pages.add_argument("--output", type=Path, default=REVIEWS, help="the folder to write to")
    pages.set_defaults(run=_review)
    return parser


if __name__ == "__main__":
    sys.exit(main())
