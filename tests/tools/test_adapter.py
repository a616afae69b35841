from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import nn

from luohu.artefacts import ADAPTER
from tools.errors import UserError
from tools.model.adapter import Adapter, adapter_of, apply_adapter, read_adapter, write_adapter
from tools.model.sources import chosen_source


def _model(seed: int) -> nn.Module:
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(24, 40), nn.LayerNorm(40), nn.Linear(40, 8))


def _weights(model: nn.Module) -> dict[str, torch.Tensor]:
    return {name: weight.detach().clone() for name, weight in model.named_parameters()}


def _trained(rank: int) -> tuple[nn.Module, nn.Module]:
    """A model, and the same one after its first matrix changed by a matrix of some rank."""
    before, after = _model(1), _model(1)
    with torch.no_grad():
        after[0].weight += torch.randn(40, rank) @ torch.randn(rank, 24)
        after[1].bias += 0.25
    return before, after


def test_what_is_learnt_is_there_again_after_writing_reading_and_adding(tmp_path: Path) -> None:
    before, after = _trained(rank=3)
    made = adapter_of(_weights(before), _weights(after), 3, {"source": "a model"})
    write_adapter(tmp_path / "new" / "adapter.safetensors", made)
    read = read_adapter(tmp_path / "new" / "adapter.safetensors")
    apply_adapter(before, read)
    assert read.about == {"source": "a model"}
    for name, weight in _weights(before).items():
        assert torch.allclose(weight, _weights(after)[name], atol=0.02), name


def test_only_what_changed_is_kept_and_matrices_narrow() -> None:
    before, after = _trained(rank=3)
    changes = adapter_of(_weights(before), _weights(after), 3, {}).changes
    assert {name: tuple(change.shape) for name, change in changes.items()} == {
        "0.weight.left": (40, 3),
        "0.weight.right": (3, 24),
        "1.bias.whole": (40,),
    }


def test_a_higher_rank_comes_nearer_to_what_was_learnt() -> None:
    before, after = _trained(rank=12)
    far = []
    for rank in (2, 8, 24):
        model = _model(1)
        apply_adapter(model, adapter_of(_weights(before), _weights(after), rank, {}))
        far.append(float((_weights(model)["0.weight"] - _weights(after)["0.weight"]).norm()))
    assert far[0] > far[1] > far[2]


def test_a_model_of_another_shape_is_refused_with_what_to_do() -> None:
    before, after = _trained(rank=3)
    adapter = adapter_of(_weights(before), _weights(after), 3, {})
    with pytest.raises(UserError, match="make train"):
        apply_adapter(nn.Sequential(nn.Linear(5, 5)), adapter)
    with pytest.raises(UserError, match="make train"):
        apply_adapter(_model(1), Adapter({}, {"9.weight.whole": torch.zeros(3)}))


def test_what_the_project_keeps_belongs_to_the_installed_model_and_is_small() -> None:
    assert read_adapter(ADAPTER).about["source"] == chosen_source("").name
    assert ADAPTER.stat().st_size < 5_000_000
