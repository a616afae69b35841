"""An office finds a draft of the rules beside its document: with the words, and not yet in use."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from actions.corpus import load_corpus
from actions.publishing import __main__ as command
from actions.publishing.drafting.form import PROPOSED_FILE
from evaluation.drafts import Drafted, measure_drafts
from luohu.settings import settings

TEXT = """\
莱西市人民政府关于落户的实施意见
西政发〔2021〕12号
一、落户条件
（一）租房落户。在城区租赁住房并实际居住满3年的人员，可以在租住地申请登记常住户口。
（二）按投靠途径落户。夫妻投靠、子女投靠父母的，凭居民户口簿、居民身份证，在被投靠人户口所在地办理落户。
二、工作要求
公安机关不得推诿拖延。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    received = tmp_path / "意见.txt"
    received.write_text(TEXT, encoding="utf-8")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    assert command.main(["add", str(received), "--corpus", str(corpus)]) == 0
    return corpus / "370285-laixi"


def test_pathways_and_lengths_are_proposed_with_the_words_that_say_so(folder: Path) -> None:
    proposed = yaml.safe_load((folder / PROPOSED_FILE).read_text("utf-8"))["proposed"]
    assert proposed["renting"]["clause"] == "一/(一)"
    assert proposed["joining"]["clause"] == "一/(二)"
    (lived,) = (
        one for one in proposed["renting"]["requires"]["all"] if one["fact"] == "residence_days"
    )
    assert lived["at_least"] == {"years": 3}
    assert "满3年" in lived["quote"]


def test_all_of_it_is_unconfirmed_and_no_rule(folder: Path) -> None:
    proposed = yaml.safe_load((folder / PROPOSED_FILE).read_text("utf-8"))["proposed"]
    for pathway in proposed.values():
        assert pathway["confirmed"] is False
        assert all(one["confirmed"] is False for one in pathway["requires"]["all"])
    assert yaml.safe_load((folder / "pathways.yml").read_text("utf-8")) == {"pathways": {}}


def test_most_pathways_of_a_document_left_out_are_drafted_with_their_clause() -> None:
    corpus = load_corpus(settings().corpus_dir)
    found = sum((one for _, one in measure_drafts(settings().corpus_dir, corpus)), Drafted())
    assert found.right >= 0.8 * found.opened
    assert found.right >= 0.8 * found.proposed
    assert found.placed >= 0.85 * found.right
