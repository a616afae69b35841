"""A small index of its own, built in a folder of the test, and the built one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from actions.retrieval.build import build
from luohu.encoder import Encoder
from luohu.settings import ROOT, Settings, read_settings, settings


@pytest.fixture(scope="session")
def own_index(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with a copy of two documents and an index built for them from nothing."""
    folder = tmp_path_factory.mktemp("retrieval")
    corpus = folder / "corpus"
    corpus.mkdir()
    source = ROOT / "policy_corpus"
    for path in source.iterdir():
        if path.is_file():
            shutil.copy(path, corpus)
    shutil.copytree(source / "schema", corpus / "schema")
    for name in ("371000-weihai", "370306-zhoucun"):
        shutil.copytree(source / name, corpus / name)
    var = folder / "var"
    var.mkdir()
    (var / "model").symlink_to(settings().model_dir.resolve())
    config = read_settings({"LUOHU_CORPUS_DIR": str(corpus), "LUOHU_VAR_DIR": str(var)})
    build(config)
    return config


@pytest.fixture
def copied(own_index: Settings, tmp_path: Path) -> Settings:
    """The same, copied so that a test may change it."""
    shutil.copytree(own_index.corpus_dir, tmp_path / "corpus")
    shutil.copytree(own_index.var_dir, tmp_path / "var", symlinks=True)
    return read_settings(
        {"LUOHU_CORPUS_DIR": str(tmp_path / "corpus"), "LUOHU_VAR_DIR": str(tmp_path / "var")}
    )
