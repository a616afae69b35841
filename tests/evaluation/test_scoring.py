from collections.abc import Callable
from typing import Any

from actions.corpus import Corpus
from evaluation.items import Expectation
from evaluation.scoring import score
from tests.evaluation.conftest import RENTING

WEIHAI, ZHOUCUN = "371000-weihai", "370306-zhoucun"
RENTING_LABEL = "房屋产权人同意落户承诺书"
WORK_LABEL = "劳动合同及缴纳社保的证明"
WORK = "在城镇区域就业的人员，可凭居民户口簿、居民身份证、劳动合同及缴纳社保的证明"
RENTING_EXPECTED = Expectation(
    kinds=("answer",), region="371000", first=(RENTING_LABEL,), among=(RENTING_LABEL,)
)
Make = Callable[..., dict[str, Any]]


def test_another_sentence_of_the_right_clause_counts_as_the_clause(
    corpus: Corpus, cite: Make, turn: Make
) -> None:
    result = score(turn(cite(WEIHAI, RENTING)), "", RENTING_EXPECTED, corpus)
    assert result.first and result.among and not result.missed


def test_the_right_clause_in_second_place_is_among_but_not_first(
    corpus: Corpus, cite: Make, turn: Make
) -> None:
    both = turn(cite(WEIHAI, WORK), cite(WEIHAI, RENTING))
    result = score(both, "", RENTING_EXPECTED, corpus)
    assert (result.first, result.among, result.citations) == (False, True, 2)


def test_a_made_up_quote_hits_nothing(corpus: Corpus, cite: Make, turn: Make) -> None:
    result = score(turn(cite(WEIHAI, "租房满三年即可落户")), "", RENTING_EXPECTED, corpus)
    assert (result.first, result.among) == (False, False)


def test_the_renting_clause_of_another_city_hits_nothing(
    corpus: Corpus, cite: Make, turn: Make
) -> None:
    foreign = cite(ZHOUCUN, "经房屋产权人同意且该房屋无户口登记的", "二/(四)/p1")
    result = score(turn(foreign), "", RENTING_EXPECTED, corpus)
    assert (result.first, result.among) == (False, False)


def test_an_empty_quote_hits_nothing(corpus: Corpus, cite: Make, turn: Make) -> None:
    assert score(turn(cite(WEIHAI, " ")), "", RENTING_EXPECTED, corpus).among is False


def test_all_wanted_clauses_have_to_be_there(corpus: Corpus, cite: Make, turn: Make) -> None:
    wanted = Expectation(region="371000", wanted=((RENTING_LABEL,), (WORK_LABEL,)))
    one = turn(cite(WEIHAI, RENTING))
    both = turn(cite(WEIHAI, RENTING), cite(WEIHAI, WORK))
    assert score(one, "", wanted, corpus).wanted is False
    assert score(both, "", wanted, corpus).wanted is True


def test_one_of_several_wordings_is_enough_and_spaces_do_not_matter(
    corpus: Corpus, turn: Make
) -> None:
    expect = Expectation(must_say=(("满2年", "满两年"), ("备案",)))
    assert score(turn(text="要住 满 两年，并备案"), "", expect, corpus).must_say is True
    assert score(turn(text="要住满两年"), "", expect, corpus).must_say is False


def test_a_forbidden_phrase_is_noticed(corpus: Corpus, turn: Make) -> None:
    expect = Expectation(must_not_say=("不需要任何材料",))
    assert score(turn(text="不需要任何材料"), "", expect, corpus).must_not_say is False
    assert score(turn(), "", expect, corpus).must_not_say is True


def test_no_reply_misses_everything_that_was_expected(corpus: Corpus) -> None:
    assert score({}, "", RENTING_EXPECTED, corpus).missed == ("kind", "region", "first", "among")


def test_what_is_not_expected_is_not_scored(corpus: Corpus, turn: Make) -> None:
    result = score(turn(), "", Expectation(kinds=("answer",)), corpus)
    assert result.kind is True and result.region is None and result.first is None
