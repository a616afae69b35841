"""The commands: run, messages, alarms, explain, fit, cities, confidence, fuzz, check, add …"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from actions.corpus import Corpus, load_corpus
from actions.understanding.danger import Lookout
from evaluation.adding import add_items
from evaluation.alarms import FILES, listen
from evaluation.alarms import lines as in_short
from evaluation.auditing import Auditor
from evaluation.city_figures import cities_file, read_cities
from evaluation.client import Bot
from evaluation.drafts import Drafted, measure_drafts
from evaluation.drafts import in_words as in_figures
from evaluation.explaining import explained
from evaluation.fitting import fitted, in_words, proposals
from evaluation.fuzz.keeping import fuzz_file, read_fuzzed
from evaluation.inside import built_bot
from evaluation.items import SPLITS, EvaluationError
from evaluation.labels import coverage, label_faults, stale_labels, stamp
from evaluation.messages_command import messages_command, messages_file, read_measured
from evaluation.page import page
from evaluation.reading import load_items
from evaluation.records import write_records
from evaluation.running import run_items
from evaluation.scorecard import Scorecard, make_scorecard, markdown, table
from evaluation.targets import load_targets
from evaluation.tried import load_tried
from luohu.clock import today
from luohu.manifest import StaleError
from luohu.settings import settings

# The progress of fuzzing is told so many times, at numbers that `_show_progress` tells.
_FUZZ_TOLD = 100
_FUZZ_STEP = 50


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, 1 where something fails the check, 2 where it cannot run."""
    options = _parser().parse_args(arguments)
    commands = {
        "run": _run,
        "messages": _messages,
        "alarms": _alarms,
        "answers": _answers,
        "explain": _explain,
        "fit": _fit,
        "cities": _cities,
        "drafts": _drafts,
        "confidence": _confidence,
        "fuzz": _fuzz,
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
    messages = commands.add_parser("messages", help="false answers and refusals, authors apart")
    messages.add_argument("--curve", action="store_true", help="also what other bars would cost")
    commands.add_parser("alarms", help="danger found and missed on messages apart")
    answers = commands.add_parser("answers", help="answers to pending questions, read or not")
    answers.add_argument("--new", action="store_true", help="as if each fact had just been added")
    answers.add_argument("--manners", action="store_true", help="leave each manner out, too")
    answers.add_argument("--show", action="store_true", help="also print what was read wrong")
    explain = commands.add_parser("explain", help="how the turn for a message comes about")
    explain.add_argument("messages", nargs="+", help="what is said, one after the other")
    explain.add_argument("--region", help="code of the place spoken of from the beginning")
    fit = commands.add_parser("fit", help="what other values of policy.yml would gain and cost")
    fit.add_argument("names", nargs="*", help="numbers to try, e.g. search.clear; all if none")
    fit.add_argument("--only", help="one question set, e.g. questions")
    cities = commands.add_parser("cities", help="search in cities of which nothing was learnt")
    cities.add_argument("--only", help="folder of the one document to leave out")
    commands.add_parser("drafts", help="rules drafted with each document left out in turn")
    commands.add_parser("confidence", help="measure anew how sure the operator's desk may be")
    fuzz = commands.add_parser("fuzz", help="hostile inputs made by chance, to functions and a bot")
    fuzz.add_argument(
        "--count", type=int, default=100_000, help="inputs to functions, one of 1000 a whole turn"
    )
    fuzz.add_argument("--requests", type=int, default=0, help="rounds to a bot of its own")
    fuzz.add_argument("--seed", type=int, default=1)
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
    apart = read_measured(messages_file(settings()))
    fuzzed = read_fuzzed(fuzz_file(settings()))
    card = make_scorecard(results, targets, corpus, about, cities, tried, apart, fuzzed)
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


def _messages(options: argparse.Namespace, _: Corpus) -> int:
    def progress(done: int, total: int) -> None:
        _show_progress(done, total, "messages")

    return messages_command(settings(), options.curve, progress)


def _alarms(_: argparse.Namespace, __: Corpus) -> int:
    try:
        lookout = Lookout(settings())
    except StaleError as error:
        raise EvaluationError(str(error)) from error
    for path in FILES:
        print("\n".join((path.stem, *(f"  {line}" for line in in_short(listen(lookout, path))))))
    return 0


def _answers(options: argparse.Namespace, _: Corpus) -> int:
    # The fitting library takes seconds to import, and no other command needs it.
    from evaluation.answers_command import answers_command

    return answers_command(settings(), options.new, options.manners, options.show)


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


def _drafts(_: argparse.Namespace, corpus: Corpus) -> int:
    total = Drafted()
    for folder, found in measure_drafts(settings().corpus_dir, corpus):
        print(in_figures(folder, found), flush=True)
        total += found
    print(in_figures("together", total))
    return 0


def _confidence(_: argparse.Namespace, corpus: Corpus) -> int:
    # Search and the fitting library take seconds to import, and no other command needs them.
    from evaluation.confidence_command import confidence_command

    return confidence_command(load_items(("open",)), settings(), corpus, _show_progress)


def _fuzz(options: argparse.Namespace, _: Corpus) -> int:
    # Starting a bot and its sockets take a second to import, and no other command needs them.
    from evaluation.fuzz.command import fuzz_command

    def progress(done: int, total: int, name: str) -> None:
        step = _FUZZ_STEP * max(1, total // _FUZZ_STEP // _FUZZ_TOLD)
        if done % step == 0 or done == total:
            _show_progress(done, total, name)

    return fuzz_command(settings(), options.count, options.requests, options.seed, progress)


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
