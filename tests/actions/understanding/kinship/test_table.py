"""A table of kinship that cannot be used says where to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.understanding.kinship import KINSHIP_FILE, KinshipError, load_kinship
from luohu.settings import ROOT

CORPUS = ROOT / "policy_corpus"
SCHEMA = Path("schema", "kinship.schema.json")


def test_a_mistake_in_the_table_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / SCHEMA).parent.mkdir()
    (tmp_path / SCHEMA).write_text((CORPUS / SCHEMA).read_text("utf-8"), "utf-8")
    table = (CORPUS / KINSHIP_FILE).read_text("utf-8")
    broken = table.replace("relation: spouse", "relation: wife", 1)
    (tmp_path / KINSHIP_FILE).write_text(broken, "utf-8")
    with pytest.raises(KinshipError, match=r"kinship\.yml, line \d+.*wife.*kinship\.schema\.json"):
        load_kinship(tmp_path)
