"""Turns a sentence-transformers pipeline into an ONNX graph, and that into 8 bits."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from sentence_transformers import SentenceTransformer

INPUTS = ("input_ids", "attention_mask")
OUTPUT = "sentence_embedding"

OPSET = 17
"""Old enough for the onnxruntime of the Rasa server's Python, new enough for LayerNormalization."""


class _UnitVectors(torch.nn.Module):
    """The whole pipeline, whatever its modules are, as a function of two tensors."""

    def __init__(self, pipeline: SentenceTransformer) -> None:
        super().__init__()
        self.pipeline = pipeline

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        features = self.pipeline({"input_ids": input_ids, "attention_mask": attention_mask})
        return torch.nn.functional.normalize(features["sentence_embedding"], dim=-1)


def write_float_graph(pipeline: SentenceTransformer, path: Path) -> None:
    """Write the pipeline as a graph from token ids and mask, both (texts, tokens), to unit vectors.

    The exporter is the tracing one, whose graphs the quantiser and the Rasa server's older
    onnxruntime both read.
    """
    tokens = torch.ones((2, 6), dtype=torch.long)
    mask = torch.ones_like(tokens)
    mask[1, -1] = 0  # without padding, a trace may leave the mask out
    dynamic = {name: {0: "texts", 1: "tokens"} for name in INPUTS}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # the exporter's own deprecation, and notes on the trace
        torch.onnx.export(
            _UnitVectors(pipeline).eval(),
            (tokens, mask),
            str(path),
            dynamo=False,
            opset_version=OPSET,
            input_names=list(INPUTS),
            output_names=[OUTPUT],
            dynamic_axes={**dynamic, OUTPUT: {0: "texts"}},
        )


def write_int8_graph(float_graph: Path, path: Path) -> None:
    """Write the graph with its matrices and embeddings in 8 bits.

    One scale a column, and weights of 7 bits: without both, processors that lack the newer integer
    instructions overflow, and the right clause comes first less often.
    """
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)  # it advises a preparation that changes nothing here
    try:
        quantize_dynamic(
            str(float_graph),
            str(path),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    finally:
        logging.disable(before)
