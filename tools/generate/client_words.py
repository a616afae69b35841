"""The names of pathways, subjects and channels for the pages and the mini program."""

from __future__ import annotations

from collections.abc import Mapping

from tools.generate.sources import NOTE, Sources


def page_names(sources: Sources) -> str:
    """``clients/shared/contract/names.ts``."""
    note = NOTE.format("policy_corpus/subjects.yml and credentials.yml")
    subjects = {name: entry["title"] for name, entry in sources.subjects.items()}
    taps = {name: entry["tap"] for name, entry in sources.subjects.items() if "tap" in entry}
    parts = (
        f"/** {note} */",
        'import type { Pathway } from "./turn";\n',
        _constant("pathways", "Record<Pathway, string>", sources.pathways, '"'),
        _constant("subjects", None, subjects, '"'),
        _constant("taps", None, taps, '"'),
        _constant("channels", "Record<string, string>", sources.channels, '"'),
    )
    return "\n".join(parts)


def mini_program_names(sources: Sources) -> str:
    """``clients/miniprogram/miniprogram/names.ts``."""
    note = NOTE.format("policy_corpus/subjects.yml")
    parts = (
        f"/** {note} */",
        "import type { Pathway } from './generated/turn';\n",
        _constant("pathways", "Record<Pathway, string>", sources.pathways, "'"),
    )
    return "\n".join(parts)


def _constant(name: str, type_: str | None, entries: Mapping[str, str], quote: str) -> str:
    typed = f"{name}: {type_}" if type_ else name
    lines = (f"  {key}: {quote}{value}{quote},\n" for key, value in entries.items())
    return f"export const {typed} = {{\n{''.join(lines)}}};\n"
