"""What tests of the action server's parts share: its services, and the contract of a turn."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from actions.building.search import build_search
from actions.conversation.services import Services, load_services
from actions.corpus import Corpus, load_corpus
from luohu.artefacts import artefacts
from luohu.encoder import Encoder
from luohu.manifest import Manifest
from luohu.settings import ROOT, Settings, read_settings, settings

Contract = jsonschema.Draft202012Validator
# After Weihai's document has lapsed, like the scenarios of the rules.
USUAL_DAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The five documents."""
    return load_corpus(ROOT / "policy_corpus")


@pytest.fixture(scope="session")
def services() -> Services:
    """Everything the conversation needs, from what `make build` built; no home region."""
    try:
        return load_services(replace(settings(), home_region=None))
    except (ValueError, RuntimeError, OSError) as error:
        pytest.fail(f"the bot is not built: {error}", pytrace=False)


@pytest.fixture(scope="session")
def contract() -> Contract:
    """The contract that every turn conforms to."""
    schema: dict[str, Any] = json.loads((ROOT / "contract" / "turn.schema.json").read_text("utf-8"))
    return Contract(schema, format_checker=Contract.FORMAT_CHECKER)


@pytest.fixture(scope="session")
def own_index(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with a copy of two documents and an index built for them from nothing.

    Only the vectors of the labelled messages are those of the installation: making them takes as
    long as all the rest, and they are the same.
    """
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
    vectors = artefacts(config).messages
    config.index_dir.mkdir()
    with Manifest(config.var_dir).making(vectors):
        shutil.copy(artefacts(settings()).messages.path, vectors.path)
    build_search(config)
    return config


@pytest.fixture
def copied(own_index: Settings, tmp_path: Path) -> Settings:
    """The same, copied so that a test may change it."""
    shutil.copytree(own_index.corpus_dir, tmp_path / "corpus")
    shutil.copytree(own_index.var_dir, tmp_path / "var", symlinks=True)
    return read_settings(
        {"LUOHU_CORPUS_DIR": str(tmp_path / "corpus"), "LUOHU_VAR_DIR": str(tmp_path / "var")}
    )
