"""What tests of the action server's parts share: its services, and the contract of a turn."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema
import pytest

from actions.conversation.services import Services, load_services
from actions.corpus import Corpus, load_corpus
from luohu.settings import ROOT, settings

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
