"""The indexes of many documents, of which few are searched at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from actions.retrieval.index import DocumentIndex, read_index
from luohu.policy import policy


class Shelf(Mapping[str, DocumentIndex]):
    """Indexes by the folders of their documents: half a megabyte each, read in some milliseconds.

    Few documents have theirs read at once, so that no turn waits. Of more the last that were
    searched are kept.
    """

    def __init__(self, paths: Mapping[str, Path], kept: int | None = None) -> None:
        """The indexes in the folders ``paths``.

        Args:
            paths: folder of each document -> where its index is.
            kept: how many are in memory at most; as the policy says, if None.
        """
        kept = kept or policy().search.in_memory
        self._paths = dict(paths)
        self._read = lru_cache(maxsize=kept)(self._read_one)
        if len(self._paths) <= kept:
            for folder in self._paths:
                self._read(folder)

    def __getitem__(self, folder: str) -> DocumentIndex:
        """The index of a document."""
        return self._read(folder)

    def __iter__(self) -> Iterator[str]:
        """The folders, in the order given."""
        return iter(self._paths)

    def __len__(self) -> int:
        """How many there are, in memory or not."""
        return len(self._paths)

    def _read_one(self, folder: str) -> DocumentIndex:
        return read_index(self._paths[folder])
