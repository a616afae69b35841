"""``python -m tools.training``: teach the default encoder the documents, unless it knows them.

What it learns is kept with the project (``luohu.artefacts.ADAPTER``), so that an installation
trains no encoder. To be run where pairs or recipe have changed and a release is prepared.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from luohu.artefacts import ADAPTER
from luohu.settings import ROOT, SettingsError, settings
from tools.errors import UserError
from tools.training.pair import Pair, as_json
from tools.training.pairs import make_pairs


def main() -> int:
    """Train what has changed; returns the exit code."""
    start = time.monotonic()
    try:
        learnt = _learn()
    except (UserError, SettingsError) as error:
        print(error, file=sys.stderr)
        return 1
    _say(f"written to {ADAPTER} in {time.monotonic() - start:.0f} s" if learnt else "is current")
    return 0


def _learn() -> bool:
    os.environ["HF_HUB_OFFLINE"] = "1"
    from tools.model.adapter import read_adapter, write_adapter
    from tools.model.build import write_pipeline
    from tools.model.pipeline import load_pipeline
    from tools.model.sources import chosen_source
    from tools.training.adapting import learnt_adapter

    source = chosen_source("")
    pairs = make_pairs(settings().corpus_dir, ROOT / "data")
    about = _about(source.name, pairs)
    if ADAPTER.exists() and read_adapter(ADAPTER).about == about:
        return False
    with tempfile.TemporaryDirectory() as folder:
        write_pipeline(source, Path(folder), _say)
        model = load_pipeline(Path(folder))
    _say(f"training on {len(pairs):,} pairs of question and clause")
    write_adapter(ADAPTER, learnt_adapter(model, pairs, about, _say))
    return True


def _about(source: str, pairs: Sequence[Pair]) -> Mapping[str, str]:
    from tools.training.adapting import Recipe

    return {
        "source": source,
        "pairs": f"{len(pairs)}, sha256 {hashlib.sha256(as_json(pairs).encode()).hexdigest()}",
        "recipe": str(Recipe()),
    }


def _say(line: str) -> None:
    print(f"training of the encoder: {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
