"""Mistyped words of the field are put right; everything else is left as it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from luohu.artefacts import WORDS_FILE
from luohu.policy import policy
from luohu.settings import settings
from luohu.spelling import Spelling, read_spelling, spell, write_spelling
from luohu.text import normalise


@pytest.fixture(scope="module")
def built() -> Spelling:
    """The words of the field of this installation."""
    try:
        return read_spelling(settings().var_dir / WORDS_FILE)
    except OSError as error:
        pytest.fail(f"the bot is not built: {error}", pytrace=False)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Spelling:
    """A field of a few words, and how people talk about it."""
    path = tmp_path_factory.mktemp("spelling") / WORDS_FILE
    spoken = ["落户", "租房", "能", "吗", "怎么", "办", "本地"] * 20
    write_spelling(path, ["落户", "租房", "居住证", "随迁", "A类人才"], spoken)
    return read_spelling(path)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("落护要什么材料", "落户要什么材料"),
        ("落沪需要什么", "落户需要什么"),
        ("我想罗户到镇上", "我想落户到镇上"),
        ("我想落护", "我想落户"),
        ("租防能落户吗", "租房能落户吗"),
        ("派处所几点开门", "派出所几点开门"),
        ("社宝断了两个月", "社保断了两个月"),
        ("营业直照还没办", "营业执照还没办"),
        ("劳动和同签了", "劳动合同签了"),
        ("房冻不同意怎么办", "房东不同意怎么办"),
        ("失业登己在哪办", "失业登记在哪办"),
        ("退五军人", "退伍军人"),
        ("承包帝收不收", "承包地收不收"),
    ],
)
def test_a_word_typed_by_its_sound_is_put_right(built: Spelling, typed: str, meant: str) -> None:
    assert spell(typed, built) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("居往证怎么办", "居住证怎么办"),
        ("配藕能跟着迁吗", "配偶能跟着迁吗"),
        ("老板不给交社堡", "老板不给交社保"),
        ("迁回原藉要啥手续", "迁回原籍要啥手续"),
    ],
)
def test_a_word_typed_with_a_look_alike_is_put_right(
    built: Spelling, typed: str, meant: str
) -> None:
    assert spell(typed, built) == meant


def test_several_mistyped_words_of_one_message_are_all_put_right(built: Spelling) -> None:
    assert spell("租防落护要交社宝吗", built) == "租房落户要交社保吗"


@pytest.mark.parametrize(
    "typed",
    [
        "租房能落户吗，要备案不",
        "孩子上学的事儿怎么解决",
        "医保卡丢了去哪补",
        "复印几份材料",
        "户口本人不在能办吗",
        "毕业正好两年",
        "结婚正好三年",
        "户口本来就在这",
        "房租方面有补贴吗",
        "家里几分地",
        "我住的房子是我爸的",
        "租住的房子能落户吗",
        "住在这居住真方便",
        "电动车怎么上牌",
        "红烧肉怎么做才好吃",
    ],
)
def test_what_is_right_stays_as_it_is(built: Spelling, typed: str) -> None:
    assert spell(typed, built) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "张建国和李秀英结婚了",
        "我叫罗虎，能落户吗",
        "我叫王积芬",
        "我儿子叫房栋",
        "我在罗湖区上班",
        "我住的小区叫阳光花园",
        "在华为上班",
    ],
)
def test_names_stay_as_they_are(built: Spelling, typed: str) -> None:
    assert spell(typed, built) == typed


@pytest.mark.parametrize(
    "typed", ["俺想把户口弄过来中不中", "侬晓得伐", "弄啥嘞这政策", "嘅户口唔得", "搁这儿住咋整"]
)
def test_dialect_stays_as_it_is(built: Spelling, typed: str) -> None:
    assert spell(typed, built) == typed


@pytest.mark.parametrize(
    "typed", ["", "租", "户", " ", "?", "OK", "12345", "hukou", "ask_renting{", "👍", "[手机号]"]
)
def test_short_messages_and_those_without_chinese_stay(built: Spelling, typed: str) -> None:
    assert spell(typed, built) == typed


def test_a_long_message_is_corrected_at_its_end_and_nowhere_else(built: Spelling) -> None:
    story = "我和老婆在城里租房住了三年，孩子在这边上小学，" * 60
    assert spell(f"{story}租防行吗", built) == f"{story}租房行吗"


def test_the_words_of_the_documents_stay_as_they_are(built: Spelling) -> None:
    for path in settings().corpus_dir.glob("*/received.txt"):
        text = normalise(path.read_text("utf-8"))
        assert spell(text, built) == text


def test_putting_right_twice_changes_nothing_more(built: Spelling) -> None:
    once = spell("租防落护，居往证，社宝", built)
    assert spell(once, built) == once


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("租防怎么落护", "租房怎么落户"),
        ("居主证怎么办", "居住证怎么办"),
        ("随签怎么办", "随迁怎么办"),
        ("本地能落户吗", "本地能落户吗"),
        ("租金能退吗", "租金能退吗"),
        ("B类人材", "B类人材"),
    ],
)
def test_a_field_of_its_own_is_read_back_as_it_was_written(
    small: Spelling, typed: str, meant: str
) -> None:
    assert spell(typed, small) == meant


def test_only_what_is_meant_by_the_field_replaces_anything(tmp_path: Path) -> None:
    write_spelling(tmp_path / "words.tsv", [], ["落户"] * 50)
    assert spell("落护怎么办", read_spelling(tmp_path / "words.tsv")) == "落护怎么办"


def test_what_was_said_once_may_be_mistyped_itself(tmp_path: Path) -> None:
    write_spelling(tmp_path / "words.tsv", ["落户"], ["落护", "租房"])
    assert spell("落护怎么办", read_spelling(tmp_path / "words.tsv")) == "落户怎么办"


def test_without_a_build_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"words\.tsv"):
        read_spelling(tmp_path / "words.tsv")


def test_so_many_words_are_weighed_in_a_message_and_no_more(
    built: Spelling, monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed = 0
    weigh = Spelling._gain

    def counting(spelling: Spelling, text: str, start: int, word: str) -> float:
        nonlocal weighed
        weighed += 1
        return weigh(spelling, text, start, word)

    monkeypatch.setattr(Spelling, "_gain", counting)
    spell("落护租防居往证社宝户囗婚因房产正" * 120, built)
    # What begins at one place is weighed to its end.
    assert weighed < policy().spelling.most + 50
