from collections.abc import Callable
from typing import Any

from evaluation.auditing import Auditor
from tests.evaluation.conftest import RENTING

WEIHAI, ZHOUCUN = "371000-weihai", "370306-zhoucun"
Make = Callable[..., dict[str, Any]]


def test_a_true_turn_has_no_fault(auditor: Auditor, cite: Make, turn: Make) -> None:
    audit = auditor.audit(turn(cite(WEIHAI, RENTING)))
    assert audit.faults == ()
    assert (audit.quotes, audit.expired, audit.unsaid) == (1, 1, 0)


def test_a_changed_character_in_a_quote_is_counted(
    auditor: Auditor, cite: Make, turn: Make
) -> None:
    audit = auditor.audit(turn(cite(WEIHAI, RENTING.replace("可凭", "须凭"))))
    assert (audit.not_verbatim, audit.misplaced) == (1, 1)


def test_white_space_in_a_quote_does_not_matter(auditor: Auditor, cite: Make, turn: Make) -> None:
    assert auditor.audit(turn(cite(WEIHAI, f" {RENTING[:9]}\n{RENTING[9:]}"))).not_verbatim == 0


def test_a_true_quote_under_the_wrong_clause_is_counted(
    auditor: Auditor, cite: Make, turn: Make
) -> None:
    for clause in ("一/(三)", "九/(九)"):
        audit = auditor.audit(turn(cite(WEIHAI, RENTING, clause)))
        assert (audit.not_verbatim, audit.misplaced) == (0, 1)


def test_a_quote_of_another_city_is_counted(auditor: Auditor, cite: Make, turn: Make) -> None:
    foreign = cite(ZHOUCUN, "经房屋产权人同意且该房屋无户口登记的", "二/(四)/p1")
    assert auditor.audit(turn(foreign)).wrong_region == 1
    assert auditor.audit(turn(foreign, region=None)).wrong_region == 1
    assert auditor.audit(turn(foreign, region=None, kind="comparison")).wrong_region == 0


def test_a_document_that_is_not_there_is_counted(auditor: Auditor, cite: Make, turn: Make) -> None:
    audit = auditor.audit(turn(cite(WEIHAI, RENTING) | {"document": "000000-nowhere"}))
    assert (audit.not_verbatim, audit.wrong_region) == (1, 1)


def test_a_lapsed_document_without_a_warning_is_counted(
    auditor: Auditor, cite: Make, turn: Make
) -> None:
    silent = turn(cite(WEIHAI, RENTING), notices=[])
    unspoken = turn(cite(WEIHAI, RENTING), text="可以。")
    assert auditor.audit(silent).unsaid == 1
    assert auditor.audit(unspoken).unsaid == 1


def test_a_document_without_an_end_needs_no_warning(
    auditor: Auditor, cite: Make, turn: Make
) -> None:
    quote = cite(ZHOUCUN, "经房屋产权人同意且该房屋无户口登记的", "二/(四)/p1")
    there = turn(quote, region={"code": "370306", "name": "周村区"}, notices=[], text="可以。")
    assert (auditor.audit(there).expired, auditor.audit(there).unsaid) == (0, 0)


def test_a_turn_against_the_contract_is_counted(auditor: Auditor, turn: Make) -> None:
    assert auditor.audit(turn(kind="guess")).invalid == 1
    assert auditor.audit({}).invalid == 1
