"""The one sentence encoder of the Rasa server."""

from __future__ import annotations

import asyncio
from functools import lru_cache

from bot.essence import essence_of
from luohu.encoder import Encoder
from luohu.settings import settings

# More than the training messages, which are encoded twice.
_REMEMBERED = 8192


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The encoder, loaded at the first call.

    Raises:
        EncoderError: it is not built, or does not load.
    """
    return Encoder(settings().model_dir, cache_size=_REMEMBERED)


async def encode_ahead(text: str) -> None:
    """Encode the point of a message in a thread, so that NLU finds its vector made.

    Rasa runs NLU on the event loop, where the encoder would hold up every other conversation;
    in a thread it uses another core.
    """
    await asyncio.to_thread(encoder().encode_query, essence_of(text))
