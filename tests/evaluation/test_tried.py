"""What was tried is told on the scorecard, also where it was dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.corpus import Corpus
from evaluation.items import EvaluationError
from evaluation.page import page
from evaluation.scorecard import make_scorecard, markdown
from evaluation.tried import load_tried

ENTRY = """
- what: a larger <model>
  figures: questions.first 0.8 → 0.9
  kept: false
  because: >
    it takes
    ten seconds | more
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "tried.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_project_s_own_attempts_can_be_read() -> None:
    assert all(attempt.because for attempt in load_tried())


def test_an_attempt_that_was_dropped_stands_on_the_scorecard(
    corpus: Corpus, tmp_path: Path
) -> None:
    tried = load_tried(written(tmp_path, ENTRY))
    card = make_scorecard([], {}, corpus, (), tried=tried)
    row = (
        "| a larger <model> | questions.first 0.8 → 0.9 | dropped | it takes ten seconds \\| more |"
    )
    assert row in markdown(card)
    assert "a larger &lt;model&gt;" in page(card)


def test_without_an_attempt_there_is_no_table(corpus: Corpus, tmp_path: Path) -> None:
    tried = load_tried(written(tmp_path, "[]"))
    assert "What was tried" not in markdown(make_scorecard([], {}, corpus, (), tried=tried))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("what: x", "no list of attempts"),
        ("- {what: x, figures: y, kept: true}", "needs exactly because, figures, kept, what"),
        ("- {what: x, figures: y, kept: perhaps, because: z}", "kept is true or false"),
        ("- [", "cannot be read"),
    ],
)
def test_an_attempt_of_another_form_is_refused_with_what_it_needs(
    tmp_path: Path, text: str, fault: str
) -> None:
    with pytest.raises(EvaluationError, match=fault):
        load_tried(written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"tried\.yml cannot be read"):
        load_tried(tmp_path / "tried.yml")
