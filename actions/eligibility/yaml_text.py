"""YAML as people wrote it: no key twice, and the line on which a thing stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from luohu.fast_yaml import LOADER


def parse(text: str) -> Any:  # noqa: ANN401 - YAML holds anything
    """Read YAML.

    Raises:
        yaml.YAMLError: it is no YAML, or a mapping has the same key twice.
    """
    return yaml.load(text, Loader=_Loader)


def read_checked(
    path: Path, schema_path: Path, failure: type[ValueError], known_good: bool = False
) -> dict[str, Any]:
    """Read a YAML file and check it by its schema.

    Args:
        path: of the file.
        schema_path: of its JSON Schema.
        failure: what to raise; its message names file, line and what is wrong there.
        known_good: whether this very file was checked before, which takes longest.

    Raises:
        ValueError: a ``failure``, where the file is no YAML or breaks its schema.
    """
    text = path.read_text(encoding="utf-8")
    try:
        entries = parse(text)
    except yaml.YAMLError as error:
        raise failure(f"{path} is not readable YAML: {error}") from error
    if known_good:
        return dict(entries or {})
    broken = _validator(schema_path, schema_path.stat().st_mtime_ns).iter_errors(entries)
    first = min(broken, key=lambda error: list(map(str, error.path)), default=None)
    if first:
        steps = "/".join(str(step) for step in first.absolute_path)
        raise failure(
            f"{path}, line {Lines(text).at(*first.absolute_path)}: {steps}: {first.message}; "
            f"see {schema_path.name} for what belongs there"
        )
    return dict(entries or {})


@lru_cache(maxsize=32)
def _validator(path: Path, _changed: int) -> jsonschema.Draft202012Validator:
    """The validator of a schema, made once for the files of all documents."""
    return jsonschema.Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


class Lines:
    """Finds the lines, from 1, of the entries of a YAML text.

    A step of a path is a key, a position in a list, or the ``id`` of an entry further in.
    """

    def __init__(self, text: str) -> None:
        self._root = yaml.compose(text)

    def at(self, *steps: object) -> int:
        """The line on which the entry at the path begins, or the nearest above it."""
        node = self._node(steps)
        return node.start_mark.line + 1 if node else 1

    def saying(self, value: str, *steps: object) -> int:
        """The line of the first text ``value`` below the path, or the path's own line."""
        for scalar in _scalars(self._node(steps)):
            if scalar.value == value:
                return scalar.start_mark.line + 1
        return self.at(*steps)

    def _node(self, steps: tuple[object, ...]) -> yaml.Node | None:
        node = self._root
        for step in steps:
            if isinstance(node, yaml.MappingNode):
                node = _child(node, str(step)) or _with_id(node, str(step)) or node
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                node = node.value[step]
        return node


class _Loader(LOADER):  # type: ignore[misc, valid-type]
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: dict[str, int] = {}
        for key, _value in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"the key {key.value!r} stands twice, first on line {seen[key.value]}",
                    problem_mark=key.start_mark,
                )
            seen[key.value] = key.start_mark.line + 1
        read: dict[Any, Any] = super().construct_mapping(node, deep)
        return read


def _child(node: yaml.MappingNode, name: str) -> yaml.Node | None:
    return next((value for key, value in node.value if key.value == name), None)


def _with_id(node: yaml.Node, name: str) -> yaml.Node | None:
    """The first mapping below ``node`` whose ``id`` is ``name``."""
    if isinstance(node, yaml.MappingNode):
        own = _child(node, "id")
        if own is not None and own.value == name:
            return node
    found = (_with_id(child, name) for child in _children(node))
    return next((child for child in found if child), None)


def _scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif node is not None:
        for child in _children(node):
            yield from _scalars(child)


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [value for _key, value in node.value]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []
