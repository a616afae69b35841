"""PyTorch for the CPU only: from the wheels at hand, or from the index that a setting names.

The package index that is asked by default holds a CUDA build of several gigabytes for Linux. The
CPU build carries ``+cpu`` in its version, so asking for exactly that never fetches the other.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tools.setup.installer import NoBuildError

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTING = "LUOHU_TORCH_INDEX"


def torch_arguments(version: str, environment: Mapping[str, str]) -> tuple[list[str], str]:
    """Where to look for the CPU build of torch ``version``, and that build's version."""
    source = environment.get(SETTING, "")
    wanted = f"{version.partition('+')[0]}+cpu"
    if not source:
        return [], wanted
    option = "--find-links" if Path(source).is_dir() or source.endswith(".html") else "--index-url"
    return [option, source], wanted


def cuda_version(folder: Path) -> str | None:
    """The CUDA version that the torch in an environment was built for, None for a CPU build.

    Read from torch's own version file, since importing torch takes seconds.
    """
    for file in folder.glob("lib/python3.*/site-packages/torch/version.py"):
        found = re.search(r"^cuda\b[^=]*=\s*'([^']+)'", file.read_text("utf-8"), re.MULTILINE)
        if found:
            return found.group(1)
    return None


def no_cpu_build(version: str, why: str) -> NoBuildError:
    """The error for a machine on which no CPU build of torch is found."""
    return NoBuildError(
        f"There is no CPU build of torch {version} where packages come from.",
        why,
        f"Set {SETTING} to the address of PyTorch's CPU wheel index (PyTorch's own install page\n"
        f"shows it when you choose CPU), or to a folder that holds the wheel, and run again:\n"
        f"{SETTING}=ADDRESS make setup",
    )
