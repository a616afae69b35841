"""An index that belongs to something else is refused, and one that fits is not built again."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from actions.building.search import build_search
from actions.corpus import load_corpus
from actions.retrieval.index import read_index
from actions.retrieval.loading import load_retriever
from actions.retrieval.search import Retriever
from luohu.artefacts import artefacts
from luohu.encoder import Encoder
from luohu.manifest import MANIFEST_FILE, Manifest, StaleError
from luohu.settings import Settings

WEIHAI = "371000-weihai"


def load(config: Settings, encoder: Encoder) -> Retriever:
    return load_retriever(config, load_corpus(config.corpus_dir), encoder)


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def change_received(config: Settings) -> None:
    """Change words that no rule quotes."""
    path = config.corpus_dir / WEIHAI / "received.txt"
    path.write_text(path.read_text("utf-8").replace("综合承载能力", "综合借用能力"), "utf-8")
    document = config.corpus_dir / WEIHAI / "document.yml"
    sha = hashlib.sha256(path.read_bytes()).hexdigest()
    lines = [
        f"sha256: {sha}" if line.startswith("sha256:") else line
        for line in document.read_text("utf-8").splitlines()
    ]
    document.write_text("\n".join(lines) + "\n", "utf-8")


CHANGES: dict[str, Callable[[Settings], object]] = {
    "a document's text": change_received,
    "a document's rules": lambda c: append(c.corpus_dir / WEIHAI / "pathways.yml", "# x\n"),
    "the subjects": lambda c: append(c.corpus_dir / "subjects.yml", "# x\n"),
    "the words": lambda c: append(c.corpus_dir / "words.yml", "# x\n"),
    "a missing index": lambda c: shutil.rmtree(c.index_dir / WEIHAI),
    "a missing manifest": lambda c: (c.var_dir / MANIFEST_FILE).unlink(),
    "missing vectors": lambda c: (c.index_dir / WEIHAI / "vectors.faiss").unlink(),
    "missing words": lambda c: shutil.rmtree(c.index_dir / WEIHAI / "words"),
    "no answerability": lambda c: (c.index_dir / "answerability.npz").unlink(),
    "answerability cut short": lambda c: (c.index_dir / "answerability.npz").write_bytes(b"PK"),
    "a missing dictionary": lambda c: shutil.rmtree(c.var_dir / "dictionary"),
    "a manifest cut short": lambda c: (c.var_dir / MANIFEST_FILE).write_text("{"),
    "other passages": lambda c: append(c.index_dir / WEIHAI / "passages.json", " "),
    "an index of another dictionary": lambda c: append(c.var_dir / "dictionary" / "luohu.txt", "x"),
}


def test_what_was_just_built_is_loaded(own_index: Settings, encoder: Encoder) -> None:
    assert load(own_index, encoder).search("租房能落户吗", "371000", {})


def test_what_changed_is_named(copied: Settings, encoder: Encoder) -> None:
    append(copied.corpus_dir / WEIHAI / "pathways.yml", "# x\n")
    with pytest.raises(StaleError, match=f"{WEIHAI} is older than {WEIHAI}/pathways.yml; run: mak"):
        load(copied, encoder)


@pytest.mark.parametrize("what", CHANGES)
def test_a_stale_or_broken_index_is_refused_with_the_mend(
    copied: Settings, encoder: Encoder, what: str
) -> None:
    CHANGES[what](copied)
    with pytest.raises(StaleError, match="make build"):
        load(copied, encoder)


def test_an_index_of_another_model_is_refused(copied: Settings, encoder: Encoder) -> None:
    model = copied.model_dir.resolve()
    copied.model_dir.unlink()
    copied.model_dir.mkdir()
    shutil.copy(model / "encoder.json", copied.model_dir)
    with pytest.raises(StaleError, match=r"built with another sentence encoder.*make build"):
        load(copied, encoder)


def test_building_again_mends_what_changed_and_only_that(
    copied: Settings, encoder: Encoder
) -> None:
    change_received(copied)
    untouched = copied.index_dir / "370306-zhoucun" / "vectors.faiss"
    before = untouched.stat().st_mtime_ns
    build_search(copied)
    assert untouched.stat().st_mtime_ns == before
    hits = load(copied, encoder).search("借用丰富信息库", "371000", {}, limit=50)
    assert any("借用" in hit.clause.text for hit in hits)


def test_building_again_without_a_change_writes_no_index(copied: Settings) -> None:
    files = [path for path in copied.index_dir.rglob("*") if path.is_file()]
    before = {path: path.stat().st_mtime_ns for path in files}
    build_search(copied)
    assert {path: path.stat().st_mtime_ns for path in files} == before


def test_a_build_that_was_cut_short_leaves_nothing_half_done(
    copied: Settings, encoder: Encoder
) -> None:
    made = artefacts(copied).indexes[WEIHAI]
    with pytest.raises(KeyboardInterrupt), Manifest(copied.var_dir).making(made):
        (made.path / "passages.json").write_text("{", "utf-8")
        raise KeyboardInterrupt
    with pytest.raises(StaleError, match=f"index of {WEIHAI} is not built"):
        load(copied, encoder)
    build_search(copied)
    assert load(copied, encoder).search("租房能落户吗", "371000", {})


def test_two_builds_of_the_same_corpus_agree(own_index: Settings, copied: Settings) -> None:
    made = artefacts(copied)
    for artefact in (*made.indexes.values(), made.answerability):
        for output in artefact.outputs:
            shutil.rmtree(output) if output.is_dir() else output.unlink()
    build_search(copied)
    one, two = (read_index(config.index_dir / WEIHAI) for config in (own_index, copied))
    assert one.clauses == two.clauses
    assert one.passages == two.passages
    for subject in one.subjects:
        assert np.allclose(one.subjects[subject], two.subjects[subject], atol=1e-5)


def test_the_clauses_that_open_a_pathway_treat_it_most(own_index: Settings) -> None:
    index = read_index(own_index.index_dir / WEIHAI)
    best = index.clauses[int(np.argmax(index.subjects["renting"]))]
    corpus = load_corpus(own_index.corpus_dir)
    assert "租赁" in corpus.clause(WEIHAI, best).text
