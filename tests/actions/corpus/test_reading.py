"""What a reader of the corpus relies on: nothing lost, every quote verbatim, stable ids."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from actions.corpus import Corpus, CorpusError, Document, load_corpus
from luohu.settings import ROOT
from luohu.text import compact

CORPUS = load_corpus(ROOT / "policy_corpus")
DOCUMENTS = pytest.mark.parametrize("document", CORPUS.documents.values(), ids=lambda d: d.folder)


@DOCUMENTS
def test_no_character_of_a_document_is_lost(document: Document) -> None:
    covered: set[int] = set()
    spans = [span for clause in document.clauses for span in clause.spans]
    for start, end in (*spans, *document.furniture):
        covered.update(range(start, end))
    lost = [
        character
        for offset, character in enumerate(document.received)
        if offset not in covered and not character.isspace()
    ]
    assert lost == []


@DOCUMENTS
def test_no_character_belongs_to_two_clauses(document: Document) -> None:
    offsets = [o for clause in document.clauses for a, b in clause.spans for o in range(a, b)]
    assert len(offsets) == len(set(offsets))


@DOCUMENTS
def test_every_clause_quotes_the_received_file_to_the_letter(document: Document) -> None:
    for clause in document.clauses:
        assert document.states(clause.quote), clause.id
        assert clause.quote == compact(clause.quote)


@DOCUMENTS
def test_what_a_clause_quotes_stands_within_its_spans(document: Document) -> None:
    for clause in document.clauses:
        spanned = compact("".join(document.received[a:b] for a, b in clause.spans))
        assert clause.quote in spanned, clause.id


@DOCUMENTS
def test_clause_ids_are_unique(document: Document) -> None:
    ids = [clause.id for clause in document.clauses]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("folder", "clause_id", "heading", "begins"),
    [
        ("371000-weihai", "一/(二)", "（二）按租房途径落户", "按租房途径落户。在城镇区域"),
        ("371000-weihai", "三/(一)", "三、畅通入乡返乡落户渠道", "拥有农村宅基地使用权"),
        ("370306-zhoucun", "二/(四)/p1", "全面放开居住落户", "全面放开居住落户。"),
        ("370983-feicheng", "二/(一)/1", "(一)全面放开市区及镇街驻地落户限制", "在肥城市市区"),
        ("150400-chifeng", "二/(一)/1/(4)", "（4）人才类", "人才类：党政机关"),
        ("150400-chifeng", "三/(二)", "(二)建立居住证制度", "公民离开常住户口所在地"),
        ("330211-zhenhai", "二/(三)/1", "（三）建立城乡统一户口登记制度", "2016年9月30日24时"),
        ("330211-zhenhai", "二/(二)/p1", "（二）逐步完善落户政策", "以上合法稳定住所"),
        ("330211-zhenhai", "附则", "", "本意见自2016年8月29日起施行"),
    ],
)
def test_every_heading_style_leads_to_its_clause(
    folder: str, clause_id: str, heading: str, begins: str
) -> None:
    clause = CORPUS.clause(folder, clause_id)
    assert clause.quote.startswith(begins)
    assert (clause.headings[-1] if clause.headings else "") == heading


@pytest.mark.parametrize(
    ("folder", "sentence"),
    [
        ("371000-weihai", "拥有农村宅基地使用权等基本生活基础的进城落户人员，回原籍农村经常居住的"),
        ("370306-zhoucun", "探索宅基地所有权、资格权、使用权分置有效实现形式"),
        ("150400-chifeng", "优先解决已经转移到市区和城镇就业生活的农牧业转移人口"),
        ("371000-weihai", "市政府有关部门按职责分工负责"),
        ("150400-chifeng", "保障农牧业转移人口及其他常住人口随迁子女平等享有受教育的权利"),
        ("330211-zhenhai", "相关配套政策具体实施细则由各单位另行发文"),
    ],
)
def test_a_sentence_cut_by_a_page_break_is_one_sentence_again(folder: str, sentence: str) -> None:
    assert CORPUS.find_quote(folder, sentence)


def test_what_conversion_broke_is_mended_for_reading_and_kept_in_the_quote() -> None:
    clause = CORPUS.clause("150400-chifeng", "四/(六)")
    assert "服务机构基础设施建设力度" in clause.text
    assert "服务机构基基础设施建设力度" in clause.quote
    clause = CORPUS.clause("150400-chifeng", "四/(四)")
    assert "合理布局和科学编制" in clause.text
    assert "合理布局and科学编制" in clause.quote


def test_offices_named_after_a_section_are_attached_to_each_of_its_clauses() -> None:
    assert CORPUS.clause("371000-weihai", "一/(二)").responsible == ("市公安局",)
    assert CORPUS.clause("370306-zhoucun", "二/(四)/p2").responsible == (
        "区公安分局",
        "区人力资源社会保障局",
    )
    assert CORPUS.clause("370306-zhoucun", "六/(十一)").responsible == ("区公安分局", "区大数据局")
    assert CORPUS.clause("370983-feicheng", "二/(一)/1").responsible == ()
    assert CORPUS.clause("370306-zhoucun", "七/(十四)").responsible == ("各镇、街道", "区有关部门")


@pytest.mark.parametrize(
    ("folder", "day", "status"),
    [
        ("371000-weihai", date(2021, 10, 20), "not_yet_effective"),
        ("371000-weihai", date(2021, 10, 21), "in_force"),
        ("371000-weihai", date(2026, 10, 20), "in_force"),
        ("371000-weihai", date(2026, 10, 21), "expired"),
        ("370306-zhoucun", date(2026, 11, 22), "undated"),
        ("150400-chifeng", date(2026, 11, 22), "undated"),
        ("330211-zhenhai", date(2026, 11, 22), "in_force"),
    ],
)
def test_a_document_is_in_force_by_its_own_dates(folder: str, day: date, status: str) -> None:
    assert CORPUS.documents[folder].status(day) == status


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "policy_corpus" / "371000-weihai", tmp_path / "371000-weihai")
    return tmp_path


def test_a_changed_received_file_is_refused(copied: Path) -> None:
    with (copied / "371000-weihai" / "received.txt").open("a", encoding="utf-8") as file:
        file.write("。")
    with pytest.raises(CorpusError, match="sha256"):
        load_corpus(copied)


def test_a_missing_key_is_named_with_its_file(copied: Path) -> None:
    path = copied / "371000-weihai" / "document.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(li for li in lines if not li.startswith("issuer")), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"document\.yml.*issuer"):
        load_corpus(copied)


def test_a_folder_without_documents_says_what_to_add(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"document\.yml"):
        load_corpus(tmp_path)


def test_a_quote_in_no_clause_is_not_found() -> None:
    corpus: Corpus = CORPUS
    with pytest.raises(KeyError):
        corpus.find_quote("371000-weihai", "租赁成套住房并实际居住2年以上")
