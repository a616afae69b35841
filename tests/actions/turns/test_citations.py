"""A quotation that is not in the document it names is never shown; dates are always told."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date

import pytest

from actions.consolidated.model import Amendment, Origin, as_edition
from actions.corpus import Clause, Corpus, Document
from actions.turns.citations import cite, cite_all, standing_notices
from actions.turns.quoting import basis, lapse_lead
from actions.turns.wording import Wording, wording
from luohu.text import compact

DAY = date(2026, 11, 22)
WEIHAI, ZHENHAI, ZHOUCUN, CHIFENG = (
    "371000-weihai", "330211-zhenhai", "370306-zhoucun", "150400-chifeng",
)  # fmt: skip


@pytest.fixture(scope="session")
def words() -> Wording:
    """What residents are told."""
    return wording()


def provisions(document: Document) -> list[Clause]:
    return [clause for clause in document.clauses if clause.kind == "provision"]


def test_every_clause_can_be_cited_and_quotes_to_the_letter(corpus: Corpus) -> None:
    for document in corpus.documents.values():
        for clause in document.clauses:
            citation = cite(document, clause, DAY)
            assert citation, clause.id
            assert compact(citation.quote) in compact(document.received)
            assert (citation.document, citation.clause) == (document.folder, clause.id)
            assert (citation.title, citation.issuer) == (document.title, document.issuer)
            assert citation.doc_number == document.doc_number


@pytest.mark.parametrize(
    "forge",
    [
        lambda quote: quote + "一律免费办理",
        lambda quote: quote.replace("可", "必须", 1),
        lambda quote: quote[1:] + quote[0],
        lambda quote: quote[: len(quote) // 2] + "……" + quote[-4:],
        lambda _quote: "凡在我市租房居住满一年的人员均可落户。",
        lambda _quote: "",
        lambda _quote: " \n",
    ],
)
def test_a_forged_quote_is_never_cited(
    corpus: Corpus, forge: object, caplog: pytest.LogCaptureFixture
) -> None:
    assert callable(forge)
    document = corpus.documents[WEIHAI]
    clause = next(one for one in provisions(document) if "可" in one.quote)
    forged = replace(clause, quote=forge(clause.quote))
    with caplog.at_level(logging.ERROR):
        assert cite(document, forged, DAY) is None
        assert cite_all(corpus, [forged], DAY) == ()
    assert clause.id in caplog.text


def test_a_quote_of_another_document_is_never_cited(corpus: Corpus) -> None:
    for folder, document in corpus.documents.items():
        for other in corpus.documents.values():
            if other.folder != folder:
                assert cite(document, provisions(other)[0], DAY) is None


def test_a_clause_that_claims_another_document_is_never_cited(corpus: Corpus) -> None:
    clause = provisions(corpus.documents[ZHENHAI])[0]
    assert cite_all(corpus, [replace(clause, document=WEIHAI)], DAY) == ()


def test_a_refused_quote_does_not_take_the_true_ones_with_it(corpus: Corpus) -> None:
    first, second, *_ = provisions(corpus.documents[ZHOUCUN])
    cited = cite_all(corpus, [replace(first, quote="假的"), second], DAY)
    assert [citation.clause for citation in cited] == [second.id]


def test_each_clause_is_cited_once_in_the_order_given(corpus: Corpus) -> None:
    first, second, third, *_ = provisions(corpus.documents[ZHOUCUN])
    cited = cite_all(corpus, [third, first, third, second, first], DAY)
    assert [citation.clause for citation in cited] == [third.id, first.id, second.id]


@pytest.mark.parametrize(
    ("folder", "day", "status"),
    [
        (WEIHAI, date(2021, 10, 20), "not_yet_effective"),
        (WEIHAI, date(2021, 10, 21), "in_force"),
        (WEIHAI, date(2026, 10, 20), "in_force"),
        (WEIHAI, date(2026, 10, 21), "expired"),
        (ZHENHAI, date(2016, 8, 28), "not_yet_effective"),
        (ZHENHAI, date(2016, 8, 29), "in_force"),
        (ZHENHAI, DAY, "in_force"),
        (CHIFENG, DAY, "undated"),
        (ZHOUCUN, DAY, "undated"),
    ],
)
def test_the_status_is_that_of_the_day(corpus: Corpus, folder: str, day: date, status: str) -> None:
    document = corpus.documents[folder]
    citation = cite(document, provisions(document)[0], day)
    assert citation
    assert citation.status == status


@pytest.mark.parametrize(
    ("folder", "day", "kinds"),
    [
        (WEIHAI, date(2021, 10, 20), ["not_yet_effective"]),
        (WEIHAI, date(2026, 10, 20), []),
        (WEIHAI, date(2026, 10, 21), ["expired"]),
        (ZHENHAI, DAY, ["verify_locally"]),
        (CHIFENG, DAY, ["undated"]),
        (ZHOUCUN, DAY, ["undated"]),
    ],
)
def test_what_must_be_known_of_a_documents_dates_is_said(
    corpus: Corpus, words: Wording, folder: str, day: date, kinds: list[str]
) -> None:
    clauses = provisions(corpus.documents[folder])[:2]
    notices = standing_notices(corpus, cite_all(corpus, clauses, day), day, words)
    assert [notice.kind for notice in notices] == kinds


def test_an_expired_document_is_said_to_be_so_with_its_last_day(
    corpus: Corpus, words: Wording
) -> None:
    clauses = provisions(corpus.documents[WEIHAI])[:1]
    (notice,) = standing_notices(corpus, cite_all(corpus, clauses, DAY), DAY, words)
    assert "2026年10月20日" in notice.text
    assert "过期" in notice.text


def test_a_document_with_a_date_of_signature_only_is_said_to_be_undated_with_that_date(
    corpus: Corpus, words: Wording
) -> None:
    clauses = provisions(corpus.documents[ZHOUCUN])[:1]
    (notice,) = standing_notices(corpus, cite_all(corpus, clauses, DAY), DAY, words)
    assert "2022年4月14日" in notice.text


def test_of_two_documents_each_one_gets_its_notice_once(corpus: Corpus, words: Wording) -> None:
    clauses = [c for f in (WEIHAI, CHIFENG) for c in provisions(corpus.documents[f])[:3]]
    notices = standing_notices(corpus, cite_all(corpus, clauses, DAY), DAY, words)
    assert [notice.kind for notice in notices] == ["expired", "undated"]


def test_a_wording_is_a_former_one_from_the_day_of_the_next_one_on(
    corpus: Corpus, words: Wording
) -> None:
    document = as_edition(
        corpus.documents[ZHENHAI], amended_on=date(2026, 11, 22), repealed_on=date(2026, 11, 22)
    )
    held = replace(corpus, documents={ZHENHAI: document})
    clause = provisions(document)[0]
    for day, amended_on in ((date(2026, 11, 21), None), (date(2026, 11, 22), "2026-11-22")):
        (citation,) = cite_all(held, [clause], day)
        (notice,) = standing_notices(held, [citation], day, words)
        assert citation.amended_on == amended_on
        assert ("修改以前的文字" in notice.text) == (amended_on is not None)
        assert ("修改以前的文字" in lapse_lead([citation], words)) == (amended_on is not None)


def test_a_clause_names_the_acts_that_gave_it_its_words_the_oldest_first(
    corpus: Corpus, words: Wording
) -> None:
    document = corpus.documents[WEIHAI]
    reworded, moved = provisions(document)[:2]
    acts = tuple(
        Amendment(
            f"371000-weihai-{year}", f"第{n}次修改的决定", "威海市人民政府", None, ("二",), since
        )
        for n, (year, since) in enumerate({2023: date(2023, 1, 1), 2024: date(2024, 1, 1)}.items())
    )
    former = (("七", date(2023, 1, 1)),)
    origins = (
        Origin(reworded.id, "changed", reworded.id, (), acts),
        Origin(moved.id, "moved", "七", former, ()),
    )
    edition = as_edition(document, origins=origins)
    first, second = (cite(edition, clause, DAY) for clause in (reworded, moved))
    assert first and second
    assert [one.since for one in first.amendments] == ["2023-01-01", "2024-01-01"]
    assert "（自2024年1月1日起按《第1次修改的决定》第二项的文字）" in basis(first, words)
    assert second.amendments == ()
    assert "amendments" not in second.as_dict()
