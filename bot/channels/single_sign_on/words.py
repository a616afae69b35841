"""What the button says."""

from __future__ import annotations

from bot.words import words_beside
from luohu.settings import IdentityProvider


def label_of(provider: IdentityProvider) -> str:
    """What the button that leads to a provider says, and refusals call it by."""
    return provider.label or str(words_beside(__file__)["label"])
