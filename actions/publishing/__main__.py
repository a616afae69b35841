"""``python -m actions.publishing``: received files read and taken in, and what is answered from."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from actions.publications.store import store
from actions.publishing import differing, report
from actions.publishing.adding import add
from actions.publishing.amending.command import consolidate, offer
from actions.publishing.blocks import ReadFile, Refusal
from actions.publishing.dividing import divide
from actions.publishing.drafting.form import proposed_line, write_proposals
from actions.publishing.limits import structure_limits
from actions.publishing.places import Region, named_region
from actions.publishing.reading import read_file
from actions.publishing.report import read_document
from actions.publishing.shelving import (
    Known,
    document_folders,
    folder_name,
    free_name,
    known_documents,
)
from actions.publishing.wording import refuse, words
from luohu.settings import settings

_KILOBYTE = 1024
_USUAL_WAIT = 60.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 1 where a file is refused."""
    logging.getLogger("jieba").setLevel(logging.WARNING)
    options = _parser().parse_args(arguments)
    code: int = options.run(options)
    return code


def _read(options: argparse.Namespace) -> int:
    try:
        files = [file for path in options.files for file in _files(path)]
    except Refusal as refusal:
        return _refuse(refusal)
    code = 0
    reports = []
    for path in files:
        try:
            reading = read_document(_received(path))
        except Refusal as refusal:
            if len(files) == 1:
                return _refuse(refusal)
            code = 1
            text = words().say("refused.prefix", called=path.name, text=refusal.text)
            reports.append({"file": {"name": path.name}, "refused": _as_data(refusal)})
            if not options.json:
                print(text)
            continue
        if options.json:
            reports.append(report.as_data(reading))
        else:
            print(report.as_text(reading))
    if options.json:
        data = reports[0] if len(files) == 1 else reports
        print(json.dumps(data, ensure_ascii=False, indent=2))
    return code


def _add(options: argparse.Namespace) -> int:
    corpus = _corpus(options)
    code = 0
    try:
        region = named_region(options.region) if options.region else None
        files = [file for path in options.files for file in _files(path)]
    except Refusal as refusal:
        return _refuse(refusal)
    for path in files:
        try:
            _take_in(path, corpus, region, options)
        except Refusal as refusal:
            code = 1
            several = len(files) > 1
            print(
                words().say("refused.prefix", called=path.name, text=refusal.text)
                if several
                else refusal.text
            )
    return code


def _take_in(path: Path, corpus: Path, region: Region | None, options: argparse.Namespace) -> None:
    """Take one file in, each document in it as a folder of its own."""
    known = _known(options)
    taken = {one.folder for one in known}
    whole = read_document(_received(path))
    for number, reading in enumerate(divide(whole)):
        if options.folder:
            folder = free_name(options.folder, taken) if number else options.folder
        else:
            folder = folder_name(reading.identity, taken, region)
        told = add(reading, path, folder, corpus, options.title, options.issuer, known)
        proposals = write_proposals(corpus / folder, settings().corpus_dir)
        told += [proposed_line(proposals)] if proposals else []
        told += offer(corpus / folder)
        print("\n".join(told), flush=True)
        taken.add(folder)
        known = _known(options)
    for line in report.warning_lines(whole):
        print(line)


def _diff(options: argparse.Namespace) -> int:
    try:
        old, new = (read_document(_received(path)) for path in (options.old, options.new))
    except Refusal as refusal:
        return _refuse(refusal)
    print(differing.as_text(old, new), end="")
    return 0


def _consolidate(options: argparse.Namespace) -> int:
    try:
        told = consolidate(
            options.base,
            options.act,
            document_folders(*_corpora(options)),
            _corpus(options),
            options.since,
            options.folder,
        )
    except Refusal as refusal:
        return _refuse(refusal)
    print("\n".join(told))
    return 0


def _issuing(command: str) -> Callable[[argparse.Namespace], int]:
    """A command of ``issuing``, which is loaded when it is run: reading files needs no encoder."""

    def run(options: argparse.Namespace) -> int:
        from actions.publishing import issuing

        code: int = getattr(issuing, command)(options)
        return code

    return run


def _corpus(options: argparse.Namespace) -> Path:
    """The folder of the drafts; that of the store is made where there is none yet."""
    if options.corpus:
        corpus: Path = options.corpus
        return corpus
    drafts = store(settings()).drafts
    drafts.mkdir(parents=True, exist_ok=True)
    return drafts


def _known(options: argparse.Namespace) -> list[Known]:
    """The documents that are answered from now, and the drafts."""
    return known_documents(*_corpora(options))


def _corpora(options: argparse.Namespace) -> list[Path]:
    if options.corpus:
        return [options.corpus]
    kept = store(settings())
    current = kept.current()
    answered = kept.publication(current).corpus_dir if current else settings().corpus_dir
    return [answered, kept.drafts]


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise refuse("not_found", called=path)
    if not path.is_dir():
        return [path]
    files = sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
    if not files:
        raise refuse("empty_folder", called=path)
    return files


def _received(path: Path) -> ReadFile:
    if not path.is_file():
        raise refuse("not_found", called=path)
    if path.stat().st_size > structure_limits().slow_kilobytes * _KILOBYTE:
        print(words().say("report.reading", called=path.name), file=sys.stderr, flush=True)
    file: ReadFile = read_file(path)
    return file


def _refuse(refusal: Refusal) -> int:
    print(refusal.text)
    return 1


def _as_data(refusal: Refusal) -> dict[str, object]:
    return {"kind": refusal.kind, "text": refusal.text, "details": refusal.details}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m actions.publishing", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    read = commands.add_parser("read", help="report what files hold and what they are")
    read.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="files, or folders of them"
    )
    read.add_argument("--json", action="store_true", help="the report as JSON")
    read.set_defaults(run=_read)

    take = commands.add_parser("add", help="take files in as a draft of each document in them")
    take.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="files, or folders of them"
    )
    take.add_argument(
        "--region", metavar="PLACE", help="their place, by name or code, if not as recognised"
    )
    take.add_argument("--folder", metavar="CODE-NAME", help="such as 370285-laixi, if not its own")
    take.add_argument("--corpus", type=Path, metavar="DIR", help="the drafts without it")
    take.add_argument("--title", help="the title, where it is not recognised")
    take.add_argument("--issuer", help="the issuer, where it is not recognised")
    take.set_defaults(run=_add)

    whole = commands.add_parser(
        "consolidate", help="put a document and an act that amends it together, as a draft"
    )
    whole.add_argument("base", metavar="BASE", help="folder of the document that is amended")
    whole.add_argument("act", metavar="ACT", help="folder of the act that amends it")
    whole.add_argument(
        "--since",
        type=date.fromisoformat,
        metavar="DAY",
        help="from when the act holds, as 2023-05-01, where it does not say so",
    )
    whole.add_argument("--folder", metavar="CODE-NAME", help="for the draft, if not its own")
    whole.add_argument("--corpus", type=Path, metavar="DIR", help="the drafts without it")
    whole.set_defaults(run=_consolidate)

    issue = commands.add_parser("publish", help="answer from the drafts as well, from now on")
    issue.add_argument(
        "folders", nargs="*", metavar="FOLDER", help="drafts to publish; all of them without it"
    )
    issue.add_argument(
        "--from", dest="source", type=Path, metavar="DIR", help="folders of another corpus"
    )
    issue.add_argument(
        "--without", action="append", default=[], metavar="FOLDER", help="a document to take away"
    )
    issue.set_defaults(run=_issuing("publish_command"))

    past = commands.add_parser("publications", help="list what was answered from")
    past.set_defaults(run=_issuing("publications_command"))

    back = commands.add_parser("roll-back", help="answer from an older publication again")
    back.add_argument("publication", nargs="?", metavar="ID", help="that before it without it")
    back.set_defaults(run=_issuing("roll_back_command"))
    for one in (issue, back):
        one.add_argument(
            "--wait",
            type=float,
            default=_USUAL_WAIT,
            metavar="SECONDS",
            help="how long to wait until the action server has taken it over",
        )

    diff = commands.add_parser("diff", help="compare two editions clause by clause")
    diff.add_argument("old", type=Path, metavar="OLD")
    diff.add_argument("new", type=Path, metavar="NEW")
    diff.set_defaults(run=_diff)
    return parser


if __name__ == "__main__":
    sys.exit(main())
