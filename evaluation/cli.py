"""The commands: run, messages, explain, fit, cities, confidence, check, stamp, add."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from actions.corpus import Corpus, load_corpus
from evaluation.adding import add_items
from evaluation.auditing import Auditor
from evaluation.city_figures import cities_file, read_cities
from evaluation.client import Bot
from evaluation.explaining import explained
from evaluation.false_answers import figures, judge, lines, load
from evaluation.fitting import fitted, in_words, proposals
from evaluation.inside import built_bot
from evaluation.items import SPLITS, EvaluationError
from evaluation.labels import coverage, label_faults, stale_labels, stamp
from evaluation.page import page
from evaluation.reading import load_items
from evaluation.records import write_records
from evaluation.running import run_items
from evaluation.scorecard import Scorecard, make_scorecard, markdown, table
from evaluation.targets import load_targets
from evaluation.tried import load_tried
from luohu.clock import today
from luohu.settings import settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, 1 where something fails the check, 2 where it cannot run."""
    options = _parser().parse_args(arguments)
    commands = {
        "run": _run,
        "messages": _messages,
        "explain": _explain,
        "fit": _fit,
        "cities": _cities,
        "confidence": _confidence,
        "check": _check,
        "stamp": _stamp,
        "add": _add,
    }
    try:
        return commands[options.command](options, load_corpus(settings().corpus_dir))
    except EvaluationError as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="evaluation", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="ask a running bot and write the scorecard")
    run.add_argument("--url", default=f"http://127.0.0.1:{settings().bot_port}")
    run.add_argument("--set", dest="part", choices=("open", "held_out", "all"), default="all")
    run.add_argument("--only", help="one question set, e.g. places")
    run.add_argument("--out", type=Path, default=settings().var_dir / "evaluation")
    commands.add_parser("messages", help="false answers and refusals on messages of authors apart")
    explain = commands.add_parser("explain", help="how the turn for a message comes about")
    explain.add_argument("messages", nargs="+", help="what is said, one after the other")
    explain.add_argument("--region", help="code of the place spoken of from the beginning")
    fit = commands.add_parser("fit", help="what other values of policy.yml would gain and cost")
    fit.add_argument("names", nargs="*", help="numbers to try, e.g. search.clear; all if none")
    fit.add_argument("--only", help="one question set, e.g. questions")
    cities = commands.add_parser("cities", help="search in cities of which nothing was learnt")
    cities.add_argument("--only", help="folder of the one document to leave out")
    commands.add_parser("confidence", help="measure anew how sure the operator's desk may be")
    check = commands.add_parser("check", help="check every label against the documents")
    check.add_argument("--coverage", action="store_true", help="also print questions per clause")
    commands.add_parser("stamp", help="record the clause under each label")
    add = commands.add_parser("add", help="divide new items into open and held out")
    add.add_argument("source", type=Path)
    add.add_argument("name", help="name of the file in both parts, e.g. places.yml")
    return parser


def _run(options: argparse.Namespace, corpus: Corpus) -> int:
    splits = SPLITS if options.part == "all" else (options.part,)
    items = [i for i in load_items(splits) if options.only in (None, i.set)]
    if not items:
        raise EvaluationError(f"no item in the set {options.only!r}")
    targets, tried = load_targets(), load_tried()
    cities = read_cities(cities_file(settings()))
    results = run_items(
        items, Bot(options.url), corpus, Auditor.of(corpus, today()), _show_progress
    )
    about = (
        f"asked {options.url} on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC; the clock says {today()}",
        f"{len(items)} items, corpus {corpus.fingerprint[:12]}",
    )
    card = make_scorecard(results, targets, corpus, about, cities, tried)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "scorecard.md").write_text(markdown(card), encoding="utf-8")
    (options.out / "scorecard.html").write_text(page(card), encoding="utf-8")
    write_records(results, options.out / "results.jsonl")
    print(table(card))
    print(f"\nwritten: {options.out / 'scorecard.html'}, scorecard.md, results.jsonl")
    return _verdict(card)


def _verdict(card: Scorecard) -> int:
    for part in card.parts:
        for name in part.missed:
            value, target = part.metrics[name], card.targets[name]
            print(f"missed, {part.title}: {name} is {value}, target {target}", file=sys.stderr)
    return 0 if card.met else 1


def _messages(_: argparse.Namespace, __: Corpus) -> int:
    messages, judged = load(), []
    with built_bot(settings(), today()) as bot:
        for number, message in enumerate(messages, 1):
            _show_progress(number, len(messages), "messages")
            judged.append(judge(message, bot))
    print("\n".join(lines(figures(judged))))
    return 0


def _explain(options: argparse.Namespace, _: Corpus) -> int:
    with built_bot(settings(), today()) as bot:
        if options.region not in {None, *bot.services.regions}:
            raise EvaluationError(f"no document of {options.region} is held")
        for line in explained(bot, options.messages, options.region):
            print(line)
    return 0


def _fit(options: argparse.Namespace, corpus: Corpus) -> int:
    items = [item for item in load_items(("open",)) if options.only in (None, item.set)]
    tried = []
    with built_bot(settings(), today()) as bot:
        for one in fitted(options.names, items, bot, corpus, _show_progress):
            tried.append(one)
            print(in_words(one), flush=True)
    proposed = proposals(tried)
    print("\nproposed:" if proposed else "\nno other value gains more than it costs")
    for one in proposed:
        print(in_words(one))
    return 0


def _cities(options: argparse.Namespace, corpus: Corpus) -> int:
    # What trains and indexes takes seconds to import, and no other command needs it.
    from evaluation.cities_command import cities_command

    return cities_command(options.only, settings(), corpus)


def _confidence(_: argparse.Namespace, corpus: Corpus) -> int:
    # Search and the fitting library take seconds to import, and no other command needs them.
    from evaluation.confidence_command import confidence_command

    return confidence_command(load_items(("open",)), settings(), corpus, _show_progress)


def _check(options: argparse.Namespace, corpus: Corpus) -> int:
    items = load_items()
    faults = label_faults(items, corpus) + stale_labels(items, corpus)
    for line in faults:
        print(line, file=sys.stderr)
    labels = sum(len(item.labels) for item in items)
    print(f"{len(items)} items, {labels} labels, {len(faults)} faults")
    if options.coverage:
        for region, counts in coverage(items, corpus).items():
            print(f"{region}: " + "  ".join(f"{clause} {n}" for clause, n in counts.items()))
    return 1 if faults else 0


def _stamp(_: argparse.Namespace, corpus: Corpus) -> int:
    print(f"{stamp(load_items(), corpus)} labels recorded")
    return 0


def _add(options: argparse.Namespace, _: Corpus) -> int:
    counts = add_items(options.source, options.name)
    print(", ".join(f"{count} to {split}" for split, count in counts.items()))
    return 0


def _show_progress(number: int, total: int, name: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{number}/{total} {name:<14}", end="", file=sys.stderr, flush=True)
        if number == total:
            print(file=sys.stderr)
    elif number % 50 == 0 or number == total:
        print(f"{number}/{total} {name}", file=sys.stderr, flush=True)
