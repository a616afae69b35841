"""What is built is believed only while it is what the manifest says it was made of."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from luohu.manifest import MANIFEST_FILE, Artefact, Manifest, StaleError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A place with two sources, a recipe, and an artefact that another one rests on."""
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "one.yml").write_text("one")
    (tmp_path / "examples").write_text("said")
    for name in ("words", "index"):
        (tmp_path / "var" / name).mkdir(parents=True)
        (tmp_path / "var" / name / "part").write_text(name)
    make(tmp_path)
    return tmp_path


def index_of(root: Path) -> Artefact:
    return Artefact(
        "index",
        (root / "var" / "index",),
        sources=(root / "law",),
        recipe=(root / "examples",),
        words=("quick",),
        needs=(Artefact("words", (root / "var" / "words",)),),
        kept=(root / "law" / "one.yml",),
    )


def make(root: Path) -> None:
    with Manifest(root / "var").making(index_of(root)):
        pass


def unfit(root: Path) -> str | None:
    return Manifest(root / "var").unfit(index_of(root))


def test_what_was_just_built_is_served_and_not_built_again(root: Path) -> None:
    Manifest(root / "var").require([index_of(root)])
    assert not Manifest(root / "var").outdated(index_of(root))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda r: (r / "law" / "one.yml").write_text("1"), "is older than law/one.yml"),
        (lambda r: (r / "law" / "two.yml").touch(), "is older than law/two.yml"),
        (lambda r: (r / "law" / "one.yml").unlink(), "is older than law/one.yml"),
        (lambda r: (r / "var" / "words" / "part").write_text("x"), "built with another words"),
        (lambda r: (r / "var" / "index" / "part").write_text("x"), "is not as it was built"),
        (lambda r: (r / "var" / "index" / "part").unlink(), "is not as it was built"),
        (lambda r: (r / "var" / "index" / "more").touch(), "is not as it was built"),
        (lambda r: shutil.rmtree(r / "var" / "index"), "is not built"),
        (lambda r: (r / "var" / MANIFEST_FILE).unlink(), "is not built"),
        (lambda r: (r / "var" / MANIFEST_FILE).write_text('{"index": {'), "is not built"),
        (lambda r: (r / "var" / MANIFEST_FILE).write_text("[1]"), "is not built"),
        (lambda r: (r / "var" / MANIFEST_FILE).write_text('{"index": {"sources": 1}}'), "is not"),
    ],
)
def test_what_no_longer_belongs_together_is_refused_with_reason_and_mend(
    root: Path, change: Callable[[Path], object], reason: str
) -> None:
    change(root)
    with pytest.raises(StaleError, match=f"the index .*{reason}.*; run: make build"):
        Manifest(root / "var").require([index_of(root)])
    assert Manifest(root / "var").outdated(index_of(root))


def test_of_several_that_are_refused_the_first_is_named(root: Path) -> None:
    other = replace(index_of(root), name="pages")
    (root / "law" / "one.yml").write_text("1")
    with pytest.raises(StaleError, match=r"older than law/one\.yml \(and 1 more\); run"):
        Manifest(root / "var").require([index_of(root), other])


def test_another_recipe_is_built_at_the_next_build_and_served_until_then(root: Path) -> None:
    (root / "examples").write_text("said otherwise")
    assert unfit(root) is None
    assert Manifest(root / "var").outdated(index_of(root))
    make(root)
    assert Manifest(root / "var").outdated(replace(index_of(root), words=("slow",)))


def test_a_touched_file_and_a_compiled_one_change_nothing(root: Path) -> None:
    os.utime(root / "law" / "one.yml", (1, 1))
    (root / "law" / "__pycache__").mkdir()
    (root / "law" / "__pycache__" / "one.pyc").touch()
    assert not Manifest(root / "var").outdated(index_of(root))


def test_what_was_built_is_believed_where_it_is_brought_to(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root, tmp_path / "elsewhere" / "deep")
    assert unfit(tmp_path / "elsewhere" / "deep") is None


def test_a_build_that_breaks_off_leaves_nothing_to_believe(root: Path) -> None:
    with pytest.raises(KeyboardInterrupt), Manifest(root / "var").making(index_of(root)):
        raise KeyboardInterrupt
    assert unfit(root) == "the index is not built"


def test_what_changed_during_a_build_is_built_again(root: Path) -> None:
    with Manifest(root / "var").making(index_of(root)):
        (root / "law" / "one.yml").write_text("changed meanwhile")
    assert unfit(root) == "the index is older than law/one.yml"


def test_builds_at_the_same_time_lose_no_entry(root: Path) -> None:
    made = [replace(index_of(root), name=f"index {number}") for number in range(20)]

    def build(artefact: Artefact) -> None:
        with Manifest(root / "var").making(artefact):
            pass

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(build, made))
    assert json.loads((root / "var" / MANIFEST_FILE).read_text()).keys() >= {a.name for a in made}
    Manifest(root / "var").require(made)
