"""Publishing and rolling back from the command line, told as it goes on."""

from __future__ import annotations

import argparse
import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from actions.building.publication import BrokenError, Change, publish, roll_back
from actions.consolidated.checking import check_consolidated
from actions.publications.bundle import CORPUS, Publication, PublicationError
from actions.publications.store import Store, store
from actions.publishing.shelving import document_folders
from actions.publishing.wording import listed, words
from luohu.settings import Settings, settings

_AGAIN_SECONDS = 0.2
_ANSWER_SECONDS = 5.0


def publish_command(options: argparse.Namespace) -> int:
    """Publish drafts; the exit code is 1 where nothing was published or it is not answered from."""
    config = settings()
    try:
        before = _current(store(config))
        change = _change(options, store(config), _documents(before, config))
        _check_consolidated(change, before, config)
        begun = time.monotonic()
        made = publish(config, change, _say)
    except BrokenError as error:
        _print("broken_head", count=len(error.problems))
        print("\n".join(error.problems))
        return 1
    except PublicationError as error:
        _print("refused", why=error)
        return 1
    kept = store(config)
    former = before.id if before else kept.before()
    if former in (None, made.id):
        _print("same", id=made.id)
    else:
        _differences(kept.publication(str(former)), made)
        seconds = time.monotonic() - begun
        _print("published", id=made.id, count=len(made.documents), seconds=seconds)
    return _taken_over(config, made.id, options.wait)


def roll_back_command(options: argparse.Namespace) -> int:
    """Go back to an older publication; the exit code as for publishing."""
    config = settings()
    begun = time.monotonic()
    try:
        made = roll_back(config, options.publication, _say)
    except PublicationError as error:
        _print("refused", why=error)
        return 1
    count, seconds = len(made.documents), time.monotonic() - begun
    if options.publication in (None, made.id):
        _print("back", id=made.id, count=count, seconds=seconds)
    else:
        _print("back_renewed", asked=options.publication, id=made.id, count=count, seconds=seconds)
    drafts = sorted(path.name for path in _drafts(store(config)))
    if drafts:
        _print("drafts_left", folders=listed(drafts), place=store(config).drafts)
    return _taken_over(config, made.id, options.wait)


def publications_command(_options: argparse.Namespace) -> int:
    """List what was answered from, the newest last."""
    kept, how = store(settings()), words().mapping("issue.how")
    current = kept.current()
    events = kept.history()
    if not events:
        _print("none_yet", place=settings().corpus_dir)
    for number, event in enumerate(events):
        last = number == max(n for n, e in enumerate(events) if e.publication == event.publication)
        try:
            count: object = len(kept.publication(event.publication).documents)
        except PublicationError:
            count = words().say("issue.damaged")
        mark = "*" if event.publication == current and last else " "
        _print(
            "listed",
            mark=mark,
            at=event.at,
            id=event.publication,
            how=how[event.how],
            count=count,
        )
    return 0


def _change(options: argparse.Namespace, kept: Store, held: set[str]) -> Change:
    drafts = {path.name: path for path in _drafts(kept, options.source)}
    for folder in options.folders:
        if folder not in drafts:
            place = options.source or kept.drafts
            raise PublicationError(words().say("issue.no_draft", folder=folder, place=place))
    without = frozenset(options.without)
    for folder in without - held - drafts.keys():
        raise PublicationError(words().say("issue.not_published", folder=folder))
    chosen = [drafts[name] for name in options.folders or drafts if name not in without]
    if not held - without and not chosen:
        raise PublicationError(words().say("issue.nothing_left"))
    return Change(tuple(chosen), without)


def _check_consolidated(change: Change, before: Publication | None, config: Settings) -> None:
    """Refuse consolidated texts that nobody has compared, or that are not what they say.

    Raises:
        BrokenError: each with its file and the mend.
    """
    answered = before.corpus_dir if before else config.corpus_dir
    folders = {**document_folders(answered), **{path.name: path for path in change.folders}}
    wanted = {name: path for name, path in folders.items() if name not in change.without}
    if problems := check_consolidated(wanted):
        raise BrokenError(problems)


def _documents(current: Publication | None, config: Settings) -> set[str]:
    """The folders of the documents that are answered from."""
    if current:
        return {*current.documents}
    return {path.parent.name for path in config.corpus_dir.glob("*/document.yml")}


def _drafts(kept: Store, source: Path | None = None) -> list[Path]:
    return [path.parent for path in sorted((source or kept.drafts).glob("*/document.yml"))]


def _current(kept: Store) -> Publication | None:
    named = kept.current()
    return kept.publication(named) if named else None


def _differences(before: Publication, made: Publication) -> None:
    then, now = _contents(before), _contents(made)
    groups = {
        "new": now.keys() - then.keys(),
        "changed": {name for name in now.keys() & then.keys() if now[name] != then[name]},
        "gone": then.keys() - now.keys(),
    }
    for name, folders in groups.items():
        if folders:
            _print(name, folders=listed(sorted(folders)))


def _contents(publication: Publication) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {name: {} for name in publication.documents}
    for path, digest in publication.files.items():
        part, folder, *rest = path.split("/")
        if folder in found and part == CORPUS:
            found[folder]["/".join(rest)] = digest
    return found


def _taken_over(config: Settings, name: str, most: float) -> int:
    """Wait for the action server of this machine to answer from a publication."""
    begun = time.monotonic()
    told = False
    while time.monotonic() - begun < most:
        now = _serving(config)
        if now is None:
            _print("not_running")
            return 0
        if now["publication"] == name:
            _print("taken", seconds=time.monotonic() - begun)
            return 0
        if now["refused"] and now["refused"]["publication"] == name:
            kept = now["publication"] or words().say("issue.kept_installed")
            _print("not_taken", why=now["refused"]["why"], kept=kept)
            return 1
        if not told:
            _print("waiting")
            told = True
        time.sleep(_AGAIN_SECONDS)
    _print("too_slow", seconds=most)
    return 1


def _serving(config: Settings) -> dict[str, Any] | None:
    """What the action server answers from; None where none is running."""
    address = f"http://127.0.0.1:{config.actions_port}/publication"
    try:
        with urllib.request.urlopen(address, timeout=_ANSWER_SECONDS) as reply:
            body: dict[str, Any] = json.load(reply)
            return body
    except urllib.error.HTTPError:
        return None
    except TimeoutError:
        return {"publication": None, "refused": None}
    except (OSError, ValueError):
        return None


def _say(name: str, values: Mapping[str, object]) -> None:
    _print(name, **values)


def _print(name: str, **values: object) -> None:
    print(words().say(f"issue.{name}", **values), flush=True)
