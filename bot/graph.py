"""Running Rasa's graph of components, one after the other."""

from __future__ import annotations

from functools import lru_cache
from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.storage import ModelStorage


class SequentialRunner(DaskGraphRunner):
    """Runs the components that a target needs in an order that is found once.

    Rasa's own runner has dask plan the same few components anew for each message, which takes
    longer than most of them.
    """

    def __init__(
        self,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> None:
        """Load the components."""
        super().__init__(graph_schema, model_storage, execution_context, hooks)
        self._steps = lru_cache(maxsize=None)(self._planned)

    def run(
        self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        """What the targets give, by their names.

        Raises:
            RasaException: what a component raises.
        """
        wanted = targets or self._graph_schema.target_names
        given = {name: (name, value) for name, value in (inputs or {}).items()}
        for node, needed in self.steps(wanted):
            name, output = node(*(given[one] for one in needed))
            given[name] = (name, output)
        return dict(given[name] for name in wanted)

    def steps(self, targets: list[str]) -> list[tuple[GraphNode, list[str]]]:
        """The components that targets need, each after those whose output it takes, by name."""
        return self._steps(tuple(targets))

    def _planned(self, targets: tuple[str, ...]) -> list[tuple[GraphNode, list[str]]]:
        nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
        needs = {name: list(node.needs.values()) for name, node in nodes.items()}
        order = TopologicalSorter(needs).static_order()
        return [(self._instantiated_nodes[name], needs[name]) for name in order if name in needs]
