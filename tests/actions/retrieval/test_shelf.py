"""However many documents there are, the memory holds those that were searched last."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.retrieval import shelf
from actions.retrieval.shelf import Shelf

PATHS = {f"document-{number}": Path(f"/index/{number}") for number in range(5)}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read, one after the other."""
    opened: list[Path] = []

    def read_index(folder: Path) -> str:
        opened.append(folder)
        return f"index in {folder}"

    monkeypatch.setattr(shelf, "read_index", read_index)
    return opened


def test_few_are_read_at_once_so_that_no_turn_waits(read: list[Path]) -> None:
    held = Shelf(PATHS, kept=5)
    assert read == list(PATHS.values())
    assert held["document-3"] == "index in /index/3"
    assert len(read) == 5


def test_of_many_none_is_read_before_it_is_searched(read: list[Path]) -> None:
    held = Shelf(PATHS, kept=2)
    assert read == []
    assert held["document-3"] == held["document-3"] == "index in /index/3"
    assert read == [PATHS["document-3"]]


def test_of_many_the_last_searched_are_kept(read: list[Path]) -> None:
    held = Shelf(PATHS, kept=2)
    for name in ("document-0", "document-1", "document-2", "document-1", "document-0"):
        assert held[name] == f"index in {PATHS[name]}"
    assert [path.name for path in read] == ["0", "1", "2", "0"]


def test_a_document_without_an_index_is_not_there(read: list[Path]) -> None:
    assert list(Shelf(PATHS, kept=2)) == list(PATHS)
    with pytest.raises(KeyError):
        Shelf(PATHS, kept=2)["another"]
