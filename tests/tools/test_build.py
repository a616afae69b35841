from __future__ import annotations

import io
import os
import signal
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from luohu.manifest import Artefact, Manifest
from luohu.settings import Settings, read_settings
from tools.errors import UserError
from tools.setup.build import Plan, Step, build, build_all, plan
from tools.setup.commands import run_logged
from tools.setup.environments import environments
from tools.setup.progress import Progress
from tools.setup.side_by_side import side_by_side

WRITE = "import sys; open(sys.argv[1], 'a').write('x')"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"LUOHU_VAR_DIR": str(tmp_path / "var")})


@pytest.fixture
def training(tmp_path: Path) -> Step:
    """A step that appends to its result each time it runs."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "nlu.yml").write_text("examples")
    result = tmp_path / "model"
    command = (sys.executable, "-c", WRITE, str(result))
    return Step(
        "model",
        command,
        tmp_path / "log",
        (Artefact("model", (result,), recipe=(tmp_path / "data",)),),
        Manifest(tmp_path / "var"),
    )


def _build(root: Path, settings: Settings, step: Step) -> str:
    output = io.StringIO()
    build(root, settings, [step], os.environ, Progress(output))
    return output.getvalue()


def _runs(step: Step) -> int:
    return len(step.artefacts[0].path.read_text())


def test_what_is_built_from_the_same_is_not_built_again(
    tmp_path: Path, settings: Settings, training: Step
) -> None:
    assert "Built: model" in _build(tmp_path, settings, training)
    assert _build(tmp_path, settings, training) == ""
    assert _runs(training) == 1


@pytest.mark.parametrize("name", ["nlu.yml", "new.yml"])
def test_changed_or_added_training_data_is_trained_again(
    tmp_path: Path, settings: Settings, training: Step, name: str
) -> None:
    _build(tmp_path, settings, training)
    (tmp_path / "data" / name).write_text("other examples")
    _build(tmp_path, settings, training)
    assert _runs(training) == 2


def test_a_touched_file_with_the_same_content_builds_nothing(
    tmp_path: Path, settings: Settings, training: Step
) -> None:
    _build(tmp_path, settings, training)
    os.utime(tmp_path / "data" / "nlu.yml", (1, 1))
    _build(tmp_path, settings, training)
    assert _runs(training) == 1


def test_a_build_that_failed_shows_its_last_words_and_is_done_again(
    tmp_path: Path, settings: Settings, training: Step
) -> None:
    _build(tmp_path, settings, training)
    (tmp_path / "data" / "nlu.yml").write_text("spoilt")
    command = (sys.executable, "-c", "import sys; sys.exit('line 3: no such intent')")
    broken = replace(training, command=command)
    with pytest.raises(UserError, match="line 3: no such intent"):
        _build(tmp_path, settings, broken)
    _build(tmp_path, settings, training)
    assert _runs(training) == 2


def test_a_result_that_was_deleted_is_built_again(
    tmp_path: Path, settings: Settings, training: Step
) -> None:
    _build(tmp_path, settings, training)
    training.artefacts[0].path.unlink()
    assert "Built: model" in _build(tmp_path, settings, training)


def test_a_build_ended_for_want_of_memory_says_so(
    tmp_path: Path, settings: Settings, training: Step
) -> None:
    command = (sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    with pytest.raises(UserError, match="want of memory"):
        _build(tmp_path, settings, replace(training, command=command))


def test_a_new_encoder_trains_the_bot_anew(tmp_path: Path, settings: Settings) -> None:
    (training,) = plan(settings, environments(tmp_path)).lanes[-1][0].artefacts
    settings.model_dir.mkdir(parents=True)
    training.path.parent.mkdir()
    training.path.write_text("trained")
    manifest = Manifest(settings.var_dir)
    with manifest.making(training):
        pass
    assert not manifest.outdated(training)
    (settings.model_dir / "model.onnx").write_text("another")
    assert manifest.outdated(training)


def test_steps_that_do_not_need_each_other_run_side_by_side_and_one_that_fails_is_told(
    tmp_path: Path, settings: Settings, training: Step
) -> None:
    met = "import sys, time, pathlib; mine, other = map(pathlib.Path, sys.argv[1:])\n"
    met += "mine.touch(); end = time.time() + 20\n"
    met += "while not other.exists() and time.time() < end: time.sleep(.05)\n"
    met += "sys.exit(not other.exists())"

    def meeting(mine: str, other: str) -> Step:
        files = tmp_path / mine, tmp_path / other
        command = (sys.executable, "-c", met, *map(str, files))
        artefact = Artefact(mine, (files[0],))
        return replace(training, title=mine, command=command, artefacts=(artefact,))

    fails = replace(training, title="broken", command=(sys.executable, "-c", "raise SystemExit(3)"))
    lanes = ((meeting("here", "there"), fails), (meeting("there", "here"),))
    output = io.StringIO()
    with pytest.raises(UserError, match="broken"):
        build_all(tmp_path, settings, Plan((), lanes), os.environ, Progress(output))
    assert {"Built: here", "Built: there"} <= {
        line.partition(" (")[0] for line in output.getvalue().splitlines()
    }


def test_ctrl_c_ends_whatever_runs_side_by_side() -> None:
    progress, begun = Progress(io.StringIO()), threading.Event()

    def works() -> None:
        begun.set()
        for _ in range(200):
            progress.update("working")
            time.sleep(0.05)
        pytest.fail("it was not interrupted")

    def presses_ctrl_c() -> None:
        begun.wait(5)
        os.kill(os.getpid(), signal.SIGINT)

    # A shell starts what runs in the background deaf to it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            side_by_side([works, presses_ctrl_c], progress)
    finally:
        signal.signal(signal.SIGINT, before)


def test_ctrl_c_during_a_step_leaves_no_process_behind(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    script = f"echo $$ > {pid_file}; sleep 60 & sleep 60"

    def interrupt() -> None:
        if pid_file.exists():
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_logged(
            ("/bin/sh", "-c", script),
            tmp_path / "log",
            os.environ,
            tmp_path,
            lambda _line: None,
            interrupt,
        )
    with pytest.raises(ProcessLookupError):
        os.killpg(int(pid_file.read_text()), 0)
