"""A publication: an immutable folder of documents, rules and index, named by its content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

LIST_FILE = "publication.json"
CORPUS, INDEX = "corpus", "index"
_FORM = 1
_SHOWN = 16
_READ_ONLY = 0o444


class PublicationError(RuntimeError):
    """A publication that cannot be used; the message says what, why and the mend."""


@dataclass(frozen=True)
class Publication:
    """A publication as it lies in the store.

    Attributes:
        id: the beginning of the hash of its list of files.
        folder: where it lies.
        files: path of each file below the folder -> SHA-256 of its content.
    """

    id: str
    folder: Path
    files: Mapping[str, str]

    @property
    def corpus_dir(self) -> Path:
        """Documents and rules, in the form of ``policy_corpus``."""
        return self.folder / CORPUS

    @property
    def index_dir(self) -> Path:
        """The index of each document, with a manifest of what each was made of."""
        return self.folder / INDEX

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The folders of its documents."""
        described = (Path(name) for name in self.files if name.endswith("/document.yml"))
        return tuple(sorted(path.parent.name for path in described))

    def shared(self) -> dict[str, str]:
        """Its files that belong to no document, by their path in the corpus."""
        held = {f"{CORPUS}/{folder}" for folder in self.documents}
        return {
            name.removeprefix(f"{CORPUS}/"): digest
            for name, digest in self.files.items()
            if name.startswith(f"{CORPUS}/") and "/".join(name.split("/")[:2]) not in held
        }

    def verify(self) -> None:
        """Compare each file with the list.

        Raises:
            PublicationError: a file is missing, is another one, or does not belong there.
        """
        found = {str(path.relative_to(self.folder)): path for path in _files(self.folder)}
        for name in sorted({*found, *self.files}):
            if name not in found:
                raise self._broken(f"{name} is missing")
            if name not in self.files:
                raise self._broken(f"{name} is not in its list of files")
            if _digest(found[name]) != self.files[name]:
                raise self._broken(f"{name} is not the file that was published")

    def _broken(self, what: str) -> PublicationError:
        return PublicationError(
            f"publication {self.id} is damaged: {what}; restore {self.folder} from a backup, or "
            "run: python -m actions.publishing roll-back"
        )


def seal(folder: Path) -> Publication:
    """Write the list of the files of a folder that nobody changes from now on."""
    hashes = {str(path.relative_to(folder)): _digest(path) for path in _files(folder)}
    content = json.dumps({"form": _FORM, "files": hashes}, indent=1, sort_keys=True).encode()
    (folder / LIST_FILE).write_bytes(content)
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(_READ_ONLY)
    return Publication(_name(content), folder, hashes)


def read_publication(folder: Path) -> Publication:
    """Read what a folder says it holds; ``verify`` tells whether it does.

    Raises:
        PublicationError: there is none, or its list is not the one it is named by.
    """
    try:
        content = (folder / LIST_FILE).read_bytes()
        listed = json.loads(content)
        files = {str(name): str(digest) for name, digest in listed["files"].items()}
    except OSError as error:
        raise PublicationError(
            f"there is no publication {folder.name} in {folder.parent}; "
            "`python -m actions.publishing publications` lists them"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PublicationError(f"{folder / LIST_FILE} cannot be read: {error!r}") from error
    publication = Publication(_name(content), folder, files)
    if publication.id != folder.name:
        raise PublicationError(
            f"publication {folder.name} is damaged: its list of files was changed; restore "
            f"{folder} from a backup, or run: python -m actions.publishing roll-back"
        )
    if listed.get("form") != _FORM:
        raise PublicationError(
            f"publication {folder.name} has a form that this version does not read; "
            "run: python -m actions.publishing publish"
        )
    return publication


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != folder / LIST_FILE:
            yield path


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _name(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_SHOWN]
