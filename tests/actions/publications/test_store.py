"""Who keeps publications finds each as it was made, and learns of any byte that is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.publications.bundle import Publication, PublicationError
from actions.publications.store import Store


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    return Store(tmp_path)


def put(kept: Store, **files: str) -> Publication:
    """A publication of one document with some files."""
    with kept.staging() as staged:
        folder = staged / "corpus" / "370285-laixi"
        folder.mkdir(parents=True)
        for name, text in {"document": "title: 意见", **files}.items():
            (folder / f"{name}.yml").write_text(text, "utf-8")
        (staged / "corpus" / "facts.yml").write_text("{}")
        return kept.keep(staged)


def test_an_empty_store_names_nothing(kept: Store) -> None:
    assert (kept.current(), kept.before(), kept.history(), kept.names()) == (None, None, [], [])


def test_the_same_content_is_the_same_publication(kept: Store) -> None:
    assert put(kept).id == put(kept).id
    assert put(kept, plain="a").id != put(kept, plain="b").id
    assert len(kept.names()) == 3
    assert not list(kept.folder.glob(".staging-*"))


def test_what_was_kept_is_read_back_and_whole(kept: Store) -> None:
    made = put(kept)
    found = kept.publication(made.id)
    found.verify()
    assert found.documents == ("370285-laixi",)
    assert list(found.shared()) == ["facts.yml"]


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda file: file.unlink(), "is missing"),
        (lambda file: (file.chmod(0o644), file.write_text("title: 办法")), "is not the file"),
        (lambda file: (file.parent / "more.yml").write_text(""), "is not in its list"),
    ],
)
def test_damage_is_told_with_the_file_and_the_mend(kept: Store, damage: object, told: str) -> None:
    made = put(kept)
    damage(made.corpus_dir / "370285-laixi" / "document.yml")  # type: ignore[operator]
    with pytest.raises(PublicationError, match=told) as caught:
        kept.publication(made.id).verify()
    assert "roll-back" in str(caught.value)


def test_a_changed_list_of_files_is_told(kept: Store) -> None:
    made = put(kept)
    listed = made.folder / "publication.json"
    listed.chmod(0o644)
    listed.write_text(listed.read_text().replace("document.yml", "documents.yml"))
    with pytest.raises(PublicationError, match="its list of files was changed"):
        kept.publication(made.id)


def test_a_name_that_leads_out_of_the_store_is_no_publication(kept: Store) -> None:
    with pytest.raises(PublicationError, match="there is no publication"):
        kept.publication("../../etc")


def test_going_back_twice_leads_to_the_one_before_the_last_but_one(kept: Store) -> None:
    names = [put(kept, plain=text).id for text in "abc"]
    for name in names:
        kept.make_current(name, "publish")
    for expected in (names[1], names[0]):
        before = kept.before()
        assert before == expected
        kept.make_current(before, "roll-back")
    assert kept.current() == names[0]
    assert kept.before() is None
    assert [event.how for event in kept.history()] == ["publish"] * 3 + ["roll-back"] * 2
