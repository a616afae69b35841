"""The pages that a lawyer signs are those of the rules as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.eligibility.__main__ import REVIEWS, main
from actions.eligibility.evaluate import leaves
from actions.eligibility.review import reviews
from tests.actions.eligibility.documents import (
    CORPUS_DIR,
    RULES,
    SCENARIOS,
    SCENARIOS_DIR,
    pathways,
)
from tests.actions.eligibility.small_town import FOLDER, write_small_town

PAGES = reviews(CORPUS_DIR, SCENARIOS_DIR)


@pytest.mark.parametrize("folder", list(PAGES))
def test_the_committed_page_is_up_to_date(folder: str) -> None:
    committed = (REVIEWS / f"{folder}.md").read_text(encoding="utf-8")
    assert committed == PAGES[folder], "run: python -m actions.eligibility review"


def test_every_criterion_stands_with_its_quote_and_its_fact() -> None:
    for folder, pathway in pathways():
        for condition in leaves(pathway.requires):
            assert any(
                line.startswith(f"| `{condition.id}` {condition.text} |")
                and f"“{condition.quote}”" in line
                and RULES.facts[condition.fact].label in line
                for line in PAGES[folder].splitlines()
            )


def test_every_scenario_is_named() -> None:
    for folder, scenarios in SCENARIOS.items():
        for scenario in scenarios:
            assert scenario.name in PAGES[folder]


def test_no_page_is_written_of_rules_that_do_not_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town = write_small_town(tmp_path / "town")
    options = ["review", "--corpus", str(town), "--output", str(tmp_path / "pages")]
    options += ["--scenarios", str(tmp_path)]
    assert main(options) == 0
    assert (tmp_path / "pages" / f"{FOLDER}.md").exists()
    rules = town / FOLDER / "pathways.yml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("quote: 实际", "quote: 其实"))
    assert main(options) == 1
    assert "no review is written" in capsys.readouterr().err
