"""What identifies somebody is not stored, and what a policy is about stays readable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.masking import mask
from luohu.text import normalise
from tests.bot.masking.items import harmless, items, measured

ROOT = Path(__file__).parents[3]
# Names are known by rules, everything else by its form.
FEWEST = {"names": 0.9, "addresses": 0.95}
DOCUMENTS = sorted(ROOT.glob("policy_corpus/*/received.txt"))
QUESTIONS = sorted((ROOT / "evaluation" / "questions" / "open").glob("*.yml"))


def sentences(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield from (normalise(line) for line in data.splitlines())
    elif isinstance(data, dict):
        for one in data.values():
            yield from sentences(one)
    elif isinstance(data, list):
        for one in data:
            yield from sentences(one)


def test_what_people_tell_of_themselves_is_taken_out_and_nothing_else() -> None:
    found = list(measured(items()))
    assert sum(count for _, _, count in found) >= 500
    poor = {
        kind: f"{right} of {count}"
        for kind, right, count in found
        if right < FEWEST.get(kind, 0.98) * count
    }
    assert not poor


def test_what_only_looks_personal_stays() -> None:
    wrong = [item.text for item in harmless() if not item.right]
    assert len(wrong) <= 0.02 * len(harmless()), wrong


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.parent.name)
def test_a_document_reads_the_same(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert mask(normalise(text)) == normalise(text)
    for line in text.splitlines():
        assert mask(normalise(line)) == normalise(line)


@pytest.mark.parametrize("questions", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_that_names_nobody_reads_the_same(questions: Path) -> None:
    for document in yaml.safe_load_all(questions.read_text(encoding="utf-8")):
        for sentence in sentences(document):
            assert mask(sentence) == sentence


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("我叫张三,想在威海落户", "我叫[某某],想在威海落户"),
        ("户主李四不同意怎么办", "户主[某某]不同意怎么办"),
        ("我叫张三租房能落户吗", "我叫[某某]租房能落户吗"),
        ("我儿子张小明和女儿张小红", "我儿子[某某]和女儿[某某]"),
        ("我叫古丽·买买提", "我叫[某某]"),
        ("My name is Li Lei, I rent in Weihai", "My name is [某某], I rent in Weihai"),
        ("住环翠区文化东路15号3单元401室", "住环翠区[住址]"),
        ("威海文化路12号的房子", "威海[住址]的房子"),
        ("镇海区骆驼街道丽都花园6-1-693", "镇海区骆驼街道[住址]"),
        ("电话138,0013,8000", "电话[手机号]"),
        ("一三八,嗯,零零一三,然后八零零零", "[手机号]"),
        ("鲁(2020)威海市不动产权第0012345号", "鲁(2020)威海市[产权证号]"),
        ("公司91371000MA3C12345X", "公司[信用代码]"),
    ],
)
def test_what_stood_there_is_named_and_the_place_stays(said: str, seen: str) -> None:
    assert mask(normalise(said)) == seen


@pytest.mark.parametrize(
    "said",
    [
        "总价1256800元",
        "注册资本1256800",
        "每月3000,4000,5000,2000",
        "1,2,3,4,5,6,7,8,9,10,11条",
        "我爸高血压,妈妈方便",
        "我是高密,不对,是周村的",
        "叫张警官接电话",
        "房东王女士不让迁",
        "我家在周村36号文件里那个区",
        "深入推进“双创·互助”建设",
    ],
)
def test_amounts_lists_titles_and_words_stay(said: str) -> None:
    assert mask(normalise(said)) == normalise(said)


@given(
    st.text(
        st.sampled_from("0123456789一二幺洞,~() -号路村栋单元室我叫张三李小区微信QQ@.aX嗯年"),
        max_size=120,
    )
)
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_is_masked_once_and_for_all(typed: str) -> None:
    once = mask(normalise(typed))
    assert mask(once) == once
