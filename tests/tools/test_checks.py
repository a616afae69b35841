from __future__ import annotations

import sys

import pytest

from tools import checks
from tools.checks import Check


@pytest.fixture
def python_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No set-up; both environments are the Python of this test."""

    class Environment:
        python = sys.executable

    here = {"bot": Environment, "actions": Environment}
    monkeypatch.setattr(checks, "environments", lambda _root: here)
    monkeypatch.setattr(checks, "prepare", lambda *_, **__: None)
    monkeypatch.setattr(sys, "argv", ["checks"])


def _run(monkeypatch: pytest.MonkeyPatch, lint: str, test: str) -> int:
    monkeypatch.setattr(checks, "lint_checks", lambda: [Check("Style", "actions", (lint,))])
    monkeypatch.setattr(checks, "test_checks", lambda: [Check("Tests", "bot", (test,))])
    return checks.main()


@pytest.mark.usefixtures("python_here")
def test_a_failed_check_does_not_hide_the_next_one_and_fails_the_whole(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert _run(monkeypatch, "no_such_module", "this") == 1
    said = capfd.readouterr().out
    assert "Zen of Python" in said
    assert "Failed: Style." in said


@pytest.mark.usefixtures("python_here")
def test_all_checks_passed_is_success(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _run(monkeypatch, "this", "this") == 0


def test_every_test_folder_belongs_to_one_suite() -> None:
    suites = [check.command for check in checks.test_checks()]
    assert any("tests/bot" in suite for suite in suites)
    assert any("tests/e2e" in suite for suite in suites)
    assert any({"tests", "--ignore=tests/bot", "--ignore=tests/e2e"} <= set(s) for s in suites)


def test_every_check_compares_the_packages_with_known_weaknesses() -> None:
    commands = [check.command for check in checks.lint_checks()]
    assert ("tools.supply.audit",) in commands
