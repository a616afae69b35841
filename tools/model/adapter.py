"""What training changed of the encoder, small enough to be kept with the project.

Each matrix that changed is kept as the product of two narrow ones, its truncated singular value
decomposition; whatever else changed as it is; all in half precision.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

from tools.errors import UserError

_LEFT, _RIGHT, _WHOLE = ".left", ".right", ".whole"


@dataclass(frozen=True)
class Adapter:
    """What to add to the weights of one model.

    Attributes:
        about: what it was made of, as ``tools.training`` notes it; ``source`` is the model.
        changes: name of a weight and how its change is kept -> that change.
    """

    about: Mapping[str, str]
    changes: Mapping[str, Tensor]


def adapter_of(
    before: Mapping[str, Tensor], after: Mapping[str, Tensor], rank: int, about: Mapping[str, str]
) -> Adapter:
    """What makes the weights ``after`` of the weights ``before``, as nearly as ``rank`` allows."""
    changes: dict[str, Tensor] = {}
    for name, weight in after.items():
        change = weight - before[name]
        if not change.any():
            continue
        if change.ndim != 2 or rank >= min(change.shape):
            changes[name + _WHOLE] = change.half()
            continue
        left, sizes, right = torch.linalg.svd(change, full_matrices=False)
        half = sizes[:rank].sqrt()
        changes[name + _LEFT] = (left[:, :rank] * half).half().contiguous()
        changes[name + _RIGHT] = (half[:, None] * right[:rank]).half().contiguous()
    return Adapter(dict(about), changes)


def apply_adapter(model: torch.nn.Module, adapter: Adapter) -> None:
    """Add an adapter's changes to the weights of ``model``, in place.

    Raises:
        UserError: the model has no such weights.
    """
    weights = dict(model.named_parameters())
    try:
        with torch.no_grad():
            for key, change in adapter.changes.items():
                name, _, kept = key.rpartition(".")
                if f".{kept}" == _WHOLE:
                    weights[name].add_(change.float())
                elif f".{kept}" == _LEFT:
                    weights[name].add_(change.float() @ adapter.changes[name + _RIGHT].float())
    except (KeyError, RuntimeError) as error:
        raise UserError(
            "What the encoder has learnt does not fit the model.",
            f"{type(error).__name__}: {error}",
            "Run `make train` to learn it anew (about ten minutes on two cores).",
        ) from error


def write_adapter(path: Path, adapter: Adapter) -> None:
    """Write an adapter as a safetensors file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(dict(adapter.changes), path, metadata=dict(adapter.about))
    path.chmod(0o644)


def read_adapter(path: Path) -> Adapter:
    """Read what ``write_adapter`` wrote."""
    with safe_open(path, framework="pt") as file:
        return Adapter(
            file.metadata() or {},
            {name: file.get_tensor(name) for name in file.keys()},  # noqa: SIM118 - not a mapping
        )
