"""Who cleans up loses what can be built again, and nothing else."""

from __future__ import annotations

import subprocess
from dataclasses import fields
from pathlib import Path

from luohu.artefacts import artefacts
from luohu.manifest import MANIFEST_FILE, Artefact
from luohu.settings import ROOT, read_settings


def clean(folder: Path) -> None:
    subprocess.run(["make", "-f", str(ROOT / "Makefile"), "clean"], cwd=folder, check=True)


def test_everything_that_is_built_goes_and_what_people_said_stays(tmp_path: Path) -> None:
    var = tmp_path / "var"
    made = artefacts(read_settings({"LUOHU_VAR_DIR": str(var)}))
    single = [one for f in fields(made) if isinstance(one := getattr(made, f.name), Artefact)]
    built = [*single, *made.indexes.values()]
    paths = [path for one in built for path in (*one.outputs, *one.kept)]
    for path in (*paths, var / MANIFEST_FILE, tmp_path / "clients" / "node_modules" / "vue"):
        path.mkdir(parents=True, exist_ok=True)
    for name in ("db", "evaluation", "bench"):
        (var / name / "kept").mkdir(parents=True)
    clean(tmp_path)
    assert len(paths) > 10
    assert sorted(p.name for p in var.iterdir()) == ["bench", "db", "evaluation"]
    assert not (tmp_path / "clients" / "node_modules").exists()
    clean(tmp_path)
    assert (var / "db" / "kept").exists()


def test_where_nothing_was_built_there_is_nothing_to_clean(tmp_path: Path) -> None:
    clean(tmp_path)
    assert list(tmp_path.iterdir()) == []
