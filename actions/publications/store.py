"""The store of publications: a folder for each, which one is current, and what was before."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from actions.publications.bundle import Publication, read_publication, seal
from luohu.clock import CHINA
from luohu.manifest import alone
from luohu.settings import Settings

How = Literal["first", "publish", "roll-back"]

_CURRENT = "current"
_HISTORY = "history.jsonl"
_STAGING = ".staging-"
_FOLDER_MODE = 0o755


@dataclass(frozen=True)
class Event:
    """A publication became current.

    Attributes:
        at: when, in China's time, as ISO 8601.
        publication: its id.
        how: ``first`` for the documents of the installation, put away before the first change.
    """

    at: str
    publication: str
    how: How


class Store:
    """Publications as folders below one folder; the current one is named in a file beside them.

    Args:
        folder: where they lie; it need not exist.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def drafts(self) -> Path:
        """Folders of documents that are to be in the next publication."""
        return self.folder / "drafts"

    def current(self) -> str | None:
        """The id of the current publication; None where nothing was ever published."""
        try:
            return (self.folder / _CURRENT).read_text("ascii").strip() or None
        except FileNotFoundError:
            return None

    def publication(self, name: str) -> Publication:
        """A publication by its id.

        Raises:
            PublicationError: there is none, or its list of files is damaged.
        """
        return read_publication(self.folder / Path(name).name)

    def names(self) -> list[str]:
        """The ids of all publications."""
        return sorted(path.parent.name for path in self.folder.glob("[!.]*/publication.json"))

    def history(self) -> list[Event]:
        """When which publication became current, the oldest first."""
        try:
            lines = (self.folder / _HISTORY).read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []
        return [Event(**json.loads(line)) for line in lines]

    def before(self) -> str | None:
        """The publication in whose place the current one was published; None where none was."""
        events, current = self.history(), self.current()
        published = [
            place
            for place, event in enumerate(events)
            if event.publication == current and event.how != "roll-back"
        ]
        return events[published[-1] - 1].publication if published and published[-1] else None

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """A folder in which a publication is put together; it is gone afterwards."""
        place = Path(tempfile.mkdtemp(dir=self.folder, prefix=_STAGING))
        place.chmod(_FOLDER_MODE)
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def keep(self, staged: Path) -> Publication:
        """Move what was staged into the store, under the name of its content."""
        made = seal(staged)
        target = self.folder / made.id
        if not target.exists():
            staged.rename(target)
        return Publication(made.id, target, made.files)

    def make_current(self, name: str, how: How) -> None:
        """Let a publication be the one that is answered from."""
        event = Event(datetime.now(CHINA).isoformat(timespec="seconds"), name, how)
        with (self.folder / _HISTORY).open("a", encoding="utf-8") as history:
            history.write(json.dumps(asdict(event)) + "\n")
            history.flush()
            os.fsync(history.fileno())
        new = self.folder / f"{_CURRENT}.new"
        new.write_text(name + "\n", "ascii")
        os.replace(new, self.folder / _CURRENT)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until no other process publishes, and keep others waiting."""
        with alone(self.folder, "publishing"):
            yield


def store(config: Settings) -> Store:
    """The store of an installation."""
    return Store(config.var_dir / "publications")
