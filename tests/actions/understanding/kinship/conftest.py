"""What tests of kinship share: the table they read with."""

from __future__ import annotations

import pytest

from actions.understanding.kinship import Kinship, load_kinship
from luohu.settings import ROOT


@pytest.fixture(scope="session")
def kinship() -> Kinship:
    """The table of the policy corpus."""
    return load_kinship(ROOT / "policy_corpus")
