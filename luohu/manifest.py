"""What was built, of what: one file beside the artefacts that says which of them belong together.

An artefact is believed only while the manifest names it and everything it names is still so. Both
environments and the set-up, which has no packages yet, import this module.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

MANIFEST_FILE = "manifest.json"
_MEND = "run: make build"
_PASSED_OVER = ("__pycache__", ".pyc")

Hashes = dict[str, str]


class StaleError(RuntimeError):
    """Something built cannot be used as it is; the message says what, why and the mend."""


@dataclass(frozen=True)
class Artefact:
    """Something that is built; paths are files, or folders with all that is in them.

    Attributes:
        name: what it is, for people and in the manifest.
        outputs: what is built.
        sources: what it speaks of, and the code that reads it: where they change, it must not be
            served.
        recipe: what else it is made of, such as training examples and the code that builds: where
            they change, the next build makes it anew.
        words: settings that belong to the recipe.
        needs: artefacts that it fits, and no others of the same name.
        kept: what is built along with it and need only be there.
    """

    name: str
    outputs: tuple[Path, ...]
    sources: tuple[Path, ...] = ()
    recipe: tuple[Path, ...] = ()
    words: tuple[str, ...] = ()
    needs: tuple[Artefact, ...] = ()
    kept: tuple[Path, ...] = ()

    @property
    def path(self) -> Path:
        """Its first output."""
        return self.outputs[0]


@dataclass(frozen=True)
class _Record:
    """What the manifest says of an artefact: hashes, by file or name where a change is told."""

    sources: Hashes
    needs: Hashes
    recipe: str
    output: str


class Manifest:
    """The manifest of a folder of built things.

    Args:
        folder: where it lies.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def unfit(self, artefact: Artefact) -> str | None:
        """Why an artefact must not be served, or None."""
        record = self._records().get(artefact.name)
        if record is None or not all(path.exists() for path in artefact.outputs):
            return f"the {artefact.name} is not built"
        if changed := _changed(hashes(artefact.sources), record.sources):
            return f"the {artefact.name} is older than {', '.join(changed)}"
        if changed := _changed(_needs(artefact), record.needs):
            return f"the {artefact.name} was built with another {' and another '.join(changed)}"
        if record.output != _digest(hashes(artefact.outputs)):
            return f"the {artefact.name} is not as it was built"
        return None

    def outdated(self, artefact: Artefact) -> bool:
        """Whether a build would make an artefact anew."""
        record = self._records().get(artefact.name)
        return (
            record is None
            or record.recipe != _recipe(artefact)
            or not all(path.exists() for path in artefact.kept)
            or self.unfit(artefact) is not None
        )

    def reasons(self, artefacts: Iterable[Artefact]) -> list[str]:
        """Why those of the artefacts that must not be served must not."""
        return [reason for reason in map(self.unfit, artefacts) if reason]

    def require(self, artefacts: Iterable[Artefact]) -> None:
        """Refuse what does not belong together.

        Raises:
            StaleError: one of the artefacts must not be served.
        """
        if reasons := self.reasons(artefacts):
            more = f" (and {len(reasons) - 1} more)" if reasons[1:] else ""
            raise StaleError(f"{reasons[0]}{more}; {_MEND}")

    @contextmanager
    def making(self, artefact: Artefact) -> Iterator[None]:
        """Take an artefact out of the manifest while the block builds it, then enter it.

        What it is made of counts as it was before; a block that raises or a process that is
        killed leaves it out.
        """
        self._change(lambda records: records.pop(artefact.name, None))
        sources, needs, recipe = hashes(artefact.sources), _needs(artefact), _recipe(artefact)
        yield
        record = _Record(sources, needs, recipe, _digest(hashes(artefact.outputs)))
        self._change(lambda records: records.update({artefact.name: record}))

    def _records(self) -> dict[str, _Record]:
        try:
            entries = json.loads((self._folder / MANIFEST_FILE).read_text(encoding="utf-8"))
            return {name: _Record(**entry) for name, entry in entries.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _change(self, change: Callable[[dict[str, _Record]], object]) -> None:
        with alone(self._folder, "manifest"):
            records = self._records()
            change(records)
            entries = {name: asdict(record) for name, record in sorted(records.items())}
            path = self._folder / MANIFEST_FILE
            new = path.with_suffix(".new")
            new.write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", "utf-8")
            os.replace(new, path)


@contextmanager
def alone(folder: Path, name: str) -> Iterator[None]:
    """Wait until no other process works on ``name`` in ``folder``, and keep others waiting.

    The lock is the operating system's: it ends with the process, however that ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f".{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def hashes(paths: Iterable[Path]) -> Hashes:
    """A hash of each file, by its name, below a folder by its path from the folder's own name.

    A missing file counts as such, so that its appearing is a change; times do not count.
    """
    return {str(file.relative_to(path.parent)): _hash(file) for path in paths for file in _in(path)}


def _in(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = (file for file in sorted(path.rglob("*")) if file.is_file())
    return [file for file in found if not any(mark in str(file) for mark in _PASSED_OVER)]


def _hash(path: Path) -> str:
    if not path.is_file():
        return "missing"
    state = path.stat()
    return _hash_once(path, state.st_ino, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4096)
def _hash_once(path: Path, *_state: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _digest(found: Mapping[str, str], words: Iterable[str] = ()) -> str:
    text = json.dumps([found, *words], sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _recipe(artefact: Artefact) -> str:
    return _digest(hashes(artefact.recipe), artefact.words)


def _needs(artefact: Artefact) -> Hashes:
    return {need.name: _digest(hashes(need.outputs)) for need in artefact.needs}


def _changed(now: Hashes, then: Hashes) -> list[str]:
    return sorted(name for name in {*now, *then} if now.get(name) != then.get(name))
