from pathlib import Path

import pytest
import yaml

from evaluation.adding import add_items
from evaluation.items import EvaluationError
from evaluation.reading import load_items


def made(path: Path, first: int, count: int) -> Path:
    items = [
        {"id": f"made-{n:02}", "group": "odd", "text": ["你好", "\ud83d\x00"]}
        for n in range(first, first + count)
    ]
    path.write_text(yaml.safe_dump({"set": "robustness", "items": items}), encoding="utf-8")
    return path


def test_new_items_are_divided_sixty_to_forty_and_always_alike(tmp_path: Path) -> None:
    source = made(tmp_path / "new.yml", 1, 10)
    for name in ("a", "b"):
        counts = add_items(source, "robustness.yml", tmp_path / name)
        assert counts == {"open": 6, "held_out": 4}
    parts = [{i.id: i.split for i in load_items(root=tmp_path / name)} for name in ("a", "b")]
    assert parts[0] == parts[1]


def test_adding_again_keeps_what_was_there_character_for_character(tmp_path: Path) -> None:
    add_items(made(tmp_path / "new.yml", 1, 10), "robustness.yml", tmp_path)
    before = {i.id: i for i in load_items(root=tmp_path)}
    add_items(made(tmp_path / "new.yml", 11, 5), "robustness.yml", tmp_path)
    after = {i.id: i for i in load_items(root=tmp_path)}
    assert len(after) == 15
    assert before.items() <= after.items()
    assert after["made-11"].steps[-1].say == "\ud83d\x00"


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    for name in ("robustness.yml", "more.yml"):
        add_items(made(tmp_path / "new.yml", 1, 10), name, tmp_path)
    with pytest.raises(EvaluationError, match="used twice"):
        load_items(root=tmp_path)


def test_a_misspelt_key_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "new.yml"
    path.write_text("set: clarify\nitems: [{id: made-01, txt: 租房}]\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"new\.yml: at items/0"):
        add_items(path, "clarify.yml", tmp_path)
