"""The list of pathways inside schemas that are otherwise written by hand."""

from __future__ import annotations

import json
import re

from tools.generate.sources import NOTE, SourceError, Sources


def with_pathways(schema: str, name: str, sources: Sources) -> str:
    """A schema's text with the definition ``name`` made of the pathways that there are.

    Raises:
        SourceError: the schema has no such definition, on lines of its own.
    """
    pathways = sources.pathways
    told = "; ".join(f"{pathway} {title}" for pathway, title in pathways.items())
    definition = {
        "$comment": NOTE.format("policy_corpus/subjects.yml"),
        "description": f"{told}.",
        "enum": list(pathways),
    }
    lines = (
        f"      {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in definition.items()
    )
    made = "\n" + ",\n".join(lines) + "\n"
    place = re.compile(rf'^(    "{name}": \{{)\n.*?\n(    \}})', re.M | re.S)
    changed, times = place.subn(lambda found: found[1] + made + found[2], schema)
    if times != 1:
        raise SourceError(f"a schema has no definition {name!r} on lines of its own")
    return changed
