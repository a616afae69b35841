"""``python -m actions.publishing``: read received files, take one in, compare two editions."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from actions.publishing import differing, report
from actions.publishing.adding import add
from actions.publishing.blocks import ReadFile, Refusal
from actions.publishing.limits import structure_limits
from actions.publishing.reading import read_file
from actions.publishing.report import read_document
from actions.publishing.wording import refuse, words
from luohu.settings import settings

_KILOBYTE = 1024


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
    try:
        reading = read_document(_received(options.file))
        for line in add(
            reading, options.file, options.folder, _corpus(options), options.title, options.issuer
        ):
            print(line)
    except Refusal as refusal:
        return _refuse(refusal)
    return 0


def _diff(options: argparse.Namespace) -> int:
    try:
        old, new = (read_document(_received(path)) for path in (options.old, options.new))
    except Refusal as refusal:
        return _refuse(refusal)
    print(differing.as_text(old, new), end="")
    return 0


def _corpus(options: argparse.Namespace) -> Path:
    return options.corpus or settings().corpus_dir


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

    take = commands.add_parser("add", help="take a file into the corpus")
    take.add_argument("file", type=Path, metavar="FILE")
    take.add_argument("--folder", required=True, metavar="CODE-NAME", help="such as 370285-laixi")
    take.add_argument("--corpus", type=Path, metavar="DIR", help="that of the settings without it")
    take.add_argument("--title", help="the title, where it is not recognised")
    take.add_argument("--issuer", help="the issuer, where it is not recognised")
    take.set_defaults(run=_add)

    diff = commands.add_parser("diff", help="compare two editions clause by clause")
    diff.add_argument("old", type=Path, metavar="OLD")
    diff.add_argument("new", type=Path, metavar="NEW")
    diff.set_defaults(run=_diff)
    return parser


if __name__ == "__main__":
    sys.exit(main())
