"""Trains a sentence-transformers model on pairs, on the processor, in a few minutes."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from datasets import Dataset  # type: ignore[import-untyped]
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from transformers import PrinterCallback, TrainerCallback

from tools.model.adapter import Adapter, adapter_of, apply_adapter
from tools.training.batches import QUESTIONS, FixedBatches, batches_of, rows_of
from tools.training.pair import Pair

_LAYER = re.compile(r"\.layer\.(\d+)\.")
_PASSAGE = "passage"
_THREADS = 2
"""Fixed, because sums differ with it: the same pairs shall give the same model."""


@dataclass(frozen=True)
class Recipe:
    """How to train; the defaults are what docs/decisions/0008 measured best.

    Attributes:
        rounds: how often every question is seen, each time beside other passages.
        batch: the most passages in a step.
        frozen: share of the layers, from the input on, that stay as they are.
        scale: factor on cosines before the softmax.
        longest: tokens beyond which a text is cut off while training.
        rank: how wide the matrices are by which a changed weight is kept.
    """

    rounds: int = 1
    batch: int = 16
    learning_rate: float = 1e-4
    frozen: float = 0.5
    scale: float = 60.0
    longest: int = 128
    rank: int = 32
    seed: int = 7


def adapt(
    model: SentenceTransformer, pairs: Sequence[Pair], recipe: Recipe, say: Callable[[str], None]
) -> None:
    """Train ``model`` in place on ``pairs``.

    Args:
        say: takes progress lines.
    """
    torch.set_num_threads(_THREADS)
    _freeze(model, recipe.frozen)
    longest, model.max_seq_length = model.max_seq_length, recipe.longest
    rows = rows_of(pairs)
    rounds = range(recipe.seed, recipe.seed + recipe.rounds)
    batches = [batch for seed in rounds for batch in batches_of(rows, recipe.batch, seed)]
    texts = {f"question_{n}": [row.questions[n] for row in rows] for n in range(QUESTIONS)}
    with tempfile.TemporaryDirectory() as scratch:
        trainer = SentenceTransformerTrainer(
            model=model,
            args=_arguments(model, recipe, batches, scratch),
            train_dataset=Dataset.from_dict({**texts, _PASSAGE: [row.passage for row in rows]}),
            loss=_SharedPassageLoss(model, scale=recipe.scale),
            callbacks=[_Progress(say)],
        )
        trainer.remove_callback(PrinterCallback)
        trainer.train()
    model.max_seq_length = longest
    model.requires_grad_(True).eval()


def adapt_folder(
    origin: Path, folder: Path, pairs: Sequence[Pair], say: Callable[[str], None]
) -> None:
    """Train the model in ``origin`` and write the trained one into an existing folder."""
    from tools.model.pipeline import load_pipeline

    model = load_pipeline(origin)
    apply_adapter(model, learnt_adapter(model, pairs, {}, say))
    model.save_pretrained(str(folder), create_model_card=False)


def learnt_adapter(
    model: SentenceTransformer,
    pairs: Sequence[Pair],
    about: Mapping[str, str],
    say: Callable[[str], None],
) -> Adapter:
    """What ``model``, which stays as it is, learns from ``pairs``."""
    trained, recipe = deepcopy(model), Recipe()
    adapt(trained, pairs, recipe, say)
    before, after = (dict(each.named_parameters()) for each in (model, trained))
    with torch.no_grad():
        return adapter_of(before, after, recipe.rank, about)


def _freeze(model: SentenceTransformer, share: float) -> None:
    """Keep the embeddings and the first ``share`` of the layers as they are."""
    numbers = [_layer(name) for name, _weight in model.named_parameters()]
    frozen = int((max(numbers) + 1) * share)
    for name, weight in model.named_parameters():
        weight.requires_grad_(_layer(name) >= frozen)


def _layer(name: str) -> int:
    found = _LAYER.search(name)
    return int(found[1]) if found else -1


def _arguments(
    model: SentenceTransformer, recipe: Recipe, batches: list[list[int]], scratch: str
) -> SentenceTransformerTrainingArguments:
    prompts = model.prompts
    passage = prompts.get("document") or prompts.get("passage") or ""
    question = prompts.get("query") or ""
    return SentenceTransformerTrainingArguments(
        output_dir=scratch,
        num_train_epochs=1,
        per_device_train_batch_size=recipe.batch,
        learning_rate=recipe.learning_rate,
        warmup_steps=len(batches) // 10,
        prompts={_PASSAGE: passage, **{f"question_{n}": question for n in range(QUESTIONS)}},
        batch_sampler=partial(FixedBatches, batches=batches),
        seed=recipe.seed,
        use_cpu=True,
        dataloader_pin_memory=False,
        save_strategy="no",
        logging_strategy="no",
        report_to=[],
        disable_tqdm=True,
    )


class _SharedPassageLoss(MultipleNegativesRankingLoss):
    """The loss of its parent, averaged over several questions to the same passages."""

    def forward(
        self, sentence_features: Iterable[dict[str, torch.Tensor]], labels: torch.Tensor
    ) -> torch.Tensor:
        *asked, passages = (self.model(each)["sentence_embedding"] for each in sentence_features)
        losses = [self.compute_loss_from_embeddings([one, passages], labels) for one in asked]
        return torch.stack(losses).mean()


class _Progress(TrainerCallback):
    """Says every now and then how far training is."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say

    def on_step_end(self, args: object, state: object, control: object, **_: object) -> None:
        step, steps = getattr(state, "global_step", 0), getattr(state, "max_steps", 0)
        if step % 10 == 0 or step == steps:
            self._say(f"training on the documents: step {step} of {steps}")
