"""What residents are told in everyday words is carried by the words of the document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from actions.corpus import Corpus
from actions.eligibility.loader import RulesError
from actions.eligibility.plain import PLAIN_FILE, PlainLine, load_plain
from actions.eligibility.rules_check import check_rules
from actions.turns.wording import wording
from luohu.policy import policy
from tests.actions.eligibility.documents import CORPUS_DIR, DAY
from tests.actions.eligibility.small_town import FOLDER, write_small_town

LINE = """\
一/p1:
  - quote: 在住所地申请落户
    says: 在住的地方申请。
"""
FOLDERS = sorted(path.parent.name for path in CORPUS_DIR.glob("*/document.yml"))
PROMISES = re.compile("一定|肯定|保证|都能|免费|必须|每个人|随时|马上")
SAID_BY_THE_DOCUMENT = re.compile("文件|逐步|引导|推进")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A document with one plain line."""
    corpus = write_small_town(tmp_path)
    (corpus / FOLDER / PLAIN_FILE).write_text(LINE, "utf-8")
    (corpus / "schema" / "plain.schema.json").write_text(
        (CORPUS_DIR / "schema" / "plain.schema.json").read_text("utf-8"), "utf-8"
    )
    return corpus


def said_of(town: Path, old: str, new: str) -> str:
    """What the check of rules says after ``old`` is replaced in the plain lines."""
    path = town / FOLDER / PLAIN_FILE
    assert LINE.count(old) == 1
    path.write_text(LINE.replace(old, new), "utf-8")
    return "\n".join(check_rules(town, DAY)).replace(str(path), "PLAIN")


def test_a_line_that_its_quote_carries_is_read_and_holds(town: Path) -> None:
    assert load_plain(town / FOLDER) == (
        PlainLine("一/p1", "在住所地申请落户", "在住的地方申请。"),
    )
    assert check_rules(town, DAY) == []


def test_a_document_needs_no_plain_lines(tmp_path: Path) -> None:
    corpus = write_small_town(tmp_path)
    assert load_plain(corpus / FOLDER) == ()
    assert check_rules(corpus, DAY) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "quote: 在住所地申请落户",
            "quote: 在派出所申请落户",
            "PLAIN, line 2: 一/p1: the quote '在派出所申请落户' does not stand in this clause",
            id="a quote that the document does not say",
        ),
        pytest.param(
            "一/p1", "九/p1", "PLAIN, line 1: the document has no clause '九/p1'",
            id="a clause that the document does not have",
        ),
        pytest.param(
            "says: 在住的地方申请。",
            "says: 住满3年，在住的地方申请。",
            "PLAIN, line 3: 一/p1: the number 3 does not stand in the quote",
            id="a number that nothing carries",
        ),
        pytest.param(
            "    says: 在住的地方申请。\n",
            "",
            "'says' is a required property; see plain.schema.json",
            id="a quote that is not put plainly",
        ),
        pytest.param(
            "quote: 在住所地申请落户\n    says",
            "says",
            "'quote' is a required property; see plain.schema.json",
            id="a line that no quote carries",
        ),
    ],
)  # fmt: skip
def test_a_line_that_does_not_hold_is_named_with_its_place(
    town: Path, old: str, new: str, said: str
) -> None:
    assert said in said_of(town, old, new)


def test_a_file_that_breaks_its_schema_is_not_read(town: Path) -> None:
    (town / FOLDER / PLAIN_FILE).write_text("一/p1: 在住的地方申请。\n", "utf-8")
    with pytest.raises(RulesError, match=r"plain\.yml, line 1"):
        load_plain(town / FOLDER)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_document_is_put_plainly_and_no_sentence_twice(folder: str) -> None:
    lines = load_plain(CORPUS_DIR / folder)
    assert lines
    said = [line.says for line in lines]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_is_promised_that_the_quote_does_not_say(folder: str) -> None:
    for line in load_plain(CORPUS_DIR / folder):
        beyond = [word for word in PROMISES.findall(line.says) if word not in line.quote]
        assert not beyond, (line.clause, line.says)


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_aim_is_told_as_what_the_document_wants(folder: str) -> None:
    words = re.compile("|".join(wording().listed("general_words")))
    for line in load_plain(CORPUS_DIR / folder):
        if len(words.findall(line.quote)) >= policy().search.words_of_an_aim:
            assert SAID_BY_THE_DOCUMENT.search(line.says), (line.clause, line.says)


def test_lines_are_of_clauses_that_search_can_find(corpus: Corpus) -> None:
    for folder in FOLDERS:
        kinds = {clause.id: clause.kind for clause in corpus.documents[folder].clauses}
        assert {kinds[line.clause] for line in load_plain(CORPUS_DIR / folder)} <= {
            "provision", "preamble", "heading",
        }  # fmt: skip
