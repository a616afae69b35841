"""A draft is laid out as a document like the others, with what people have confirmed of it."""

from __future__ import annotations

from datetime import date

from actions.corpus import load_corpus
from actions.publishing.drafts.staging import staged
from luohu.settings import settings
from tests.actions.publishing.drafts.making import draft_of

REPLACING = {
    "kind": "replaces",
    "name": "旧意见",
    "number": None,
    "quote": "公安机关负责办理落户手续",
    "document": "371000-weihai",
    "confirmed": True,
}


def test_a_draft_is_a_document_of_a_corpus_of_its_own() -> None:
    with staged(settings(), draft_of()) as made:
        corpus = load_corpus(made.corpus_dir)
        document = corpus.documents[made.folder]
        assert (made.folder, list(corpus.documents)) == ("370285-laixi", [made.folder])
        assert document.states("在城区租房居住满1年的人员")
    assert not made.corpus_dir.exists()


def test_what_a_person_put_right_holds() -> None:
    right = {"title": "关于落户的意见", "number": "", "effective": "2026-04-01"}
    with staged(settings(), draft_of(**right)) as made:
        document = load_corpus(made.corpus_dir).documents[made.folder]
        assert (document.title, document.doc_number) == ("关于落户的意见", None)
        assert document.effective_from == date(2026, 4, 1)


def test_only_a_confirmed_relation_counts() -> None:
    unsure = {**REPLACING, "confirmed": False}
    for relation, expected in ((REPLACING, ["371000-weihai"]), (unsure, [])):
        with staged(settings(), draft_of(relations=[relation])) as made:
            document = load_corpus(made.corpus_dir).documents[made.folder]
            assert [one.document for one in document.relations] == expected
