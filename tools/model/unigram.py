"""A fast tokenizer that reads text as the packed model's SentencePiece unigram model does."""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import (
    AddedToken,
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
)

from tools.model.vocabulary import WORD_START

BEGIN, PADDING, END, UNKNOWN = "<s>", "<pad>", "</s>", "<unk>"
SPECIAL = (BEGIN, PADDING, END, UNKNOWN)
"""In the order of their ids in XLM-RoBERTa's vocabulary."""

_DROPPED = "[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\u008f\\u009f]"
_BLANKS = "[\\t\\n\\r\\x0c\\u1680\\u200b-\\u200f\\u2028\\u2029\\u2581\\ufeff\\ufffd]"
_WAVE = "\uff5e"
_WAVE_HIDDEN = "\U000f5e5e"


def unigram_tokenizer(pieces: Sequence[str], scores: Sequence[float]) -> Tokenizer:
    """The tokenizer for a vocabulary that begins with the special tokens.

    Raises:
        ValueError: the first pieces are not ``SPECIAL``.
    """
    if tuple(pieces[: len(SPECIAL)]) != SPECIAL:
        raise ValueError(f"the vocabulary must begin with {SPECIAL}, not {pieces[:4]}")
    tokenizer = Tokenizer(
        models.Unigram(
            list(zip(pieces, scores, strict=True)),
            unk_id=SPECIAL.index(UNKNOWN),
            byte_fallback=False,
        )
    )
    tokenizer.normalizer = _normaliser()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Metaspace(replacement=WORD_START, prepend_scheme="always"),
        ]
    )
    tokenizer.decoder = decoders.Metaspace(replacement=WORD_START, prepend_scheme="always")
    tokenizer.add_special_tokens(
        [AddedToken(token, normalized=False, special=True) for token in SPECIAL]
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{BEGIN} $A {END}",
        pair=f"{BEGIN} $A {END} {END} $B {END}",
        special_tokens=[(token, SPECIAL.index(token)) for token in (BEGIN, END)],
    )
    return tokenizer


def _normaliser() -> normalizers.Normalizer:
    """SentencePiece's ``nmt_nfkc``: NFKC, controls dropped, odd blanks to spaces.

    The full-width tilde alone escapes NFKC, so it is hidden behind a private code point meanwhile.
    """
    return normalizers.Sequence(
        [
            normalizers.Replace(Regex(_DROPPED), ""),
            normalizers.Replace(Regex(_BLANKS), " "),
            normalizers.Replace(_WAVE, _WAVE_HIDDEN),
            normalizers.NFKC(),
            normalizers.Replace(_WAVE_HIDDEN, _WAVE),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
