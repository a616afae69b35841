"""Who runs the action server loads no trainer with it, and starts it on nothing half built."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from luohu.settings import ROOT

TRAINERS = {
    "accelerate",
    "datasets",
    "joblib",
    "sentence_transformers",
    "sklearn",
    "torch",
    "transformers",
}
IMPORTED = "import json, sys, actions.server; print(json.dumps(sorted(sys.modules)))"


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_server_imports_nothing_that_trains_or_builds() -> None:
    process = run("-c", IMPORTED)
    assert process.returncode == 0, process.stderr
    modules = json.loads(process.stdout)
    assert "actions.conversation.respond" in modules
    assert TRAINERS.intersection(name.partition(".")[0] for name in modules) == set()
    assert [name for name in modules if name.startswith(("actions.building", "tools"))] == []


def test_the_action_server_does_not_start_before_the_build(tmp_path: Path) -> None:
    process = run("-m", "actions.server", LUOHU_VAR_DIR=str(tmp_path))
    assert process.returncode == 1
    assert "action server not started: the sentence encoder is not built" in process.stderr
    assert "run: make build" in process.stderr
