"""The environment variables that every program of the project is started with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luohu.settings import without_secrets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FIXED = {
    # Two spinning threads beside a busy core make an encode ten times slower.
    "OMP_NUM_THREADS": "1",
    # Training takes the same instructions on every processor, as far as libraries can be told so:
    # what is learnt otherwise differs a little, and messages near a bar fall to its other side.
    "ATEN_CPU_CAPABILITY": "avx2",
    "MKL_CBWR": "AVX2",
    "ONEDNN_MAX_CPU_ISA": "AVX2",
    "OPENBLAS_CORETYPE": "Haswell",
    # One heap for all threads: Python runs one at a time, and each further heap keeps what it had.
    "MALLOC_ARENA_MAX": "1",
    "PYPINYIN_NO_DICT_COPY": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    # The action server would otherwise listen on every interface.
    "SANIC_HOST": "127.0.0.1",
    "PYTHONUNBUFFERED": "1",
    "PYTHONUTF8": "1",
}
_FOREIGN = ("PYTHONHOME", "VIRTUAL_ENV")


def project_variables(
    root: Path, inherited: Mapping[str, str], offline: bool = True
) -> dict[str, str]:
    """``inherited`` with what the project's programs need; ``offline`` keeps model hubs out.

    Secrets are left out: whoever needs one is given it.
    """
    kept = without_secrets(inherited)
    variables = {name: value for name, value in kept.items() if name not in _FOREIGN}
    variables.update(_FIXED)
    variables["PYTHONPATH"] = str(root)
    if offline:
        variables["HF_HUB_OFFLINE"] = "1"
    return variables
