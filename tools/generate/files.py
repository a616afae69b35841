"""Which files are generated, and what each must hold."""

from __future__ import annotations

from pathlib import Path

from tools.generate.client_words import mini_program_names, page_names
from tools.generate.python_types import acts_module, session_module
from tools.generate.schemas import with_pathways
from tools.generate.sources import read_sources
from tools.generate.training import conversation_file, intents_file

_WHOLE = {
    "domain/intents.yml": intents_file,
    "domain/conversation.yml": conversation_file,
    "luohu/acts.py": acts_module,
    "luohu/session.py": session_module,
    "clients/shared/contract/names.ts": page_names,
    "clients/miniprogram/miniprogram/names.ts": mini_program_names,
}
_PATHWAYS = {
    "contract/turn.schema.json": "pathway",
    "policy_corpus/schema/pathways.schema.json": "pathway_id",
}


def generated_files(root: Path) -> dict[Path, str]:
    """Each generated file of the checkout at ``root``, and the text that its data gives.

    Raises:
        SourceError: a file is no YAML, or a schema has no place for the pathways.
    """
    sources = read_sources(root)
    files = {root / name: make(sources) for name, make in _WHOLE.items()}
    for name, definition in _PATHWAYS.items():
        text = (root / name).read_text(encoding="utf-8")
        files[root / name] = with_pathways(text, definition, sources)
    return files
