"""``python -m actions.understanding.listening``: learn to hear facts from the sayings."""

from __future__ import annotations

import sys

from actions.understanding.listening.learning import learn
from luohu.encoder import EncoderError
from luohu.settings import settings

if __name__ == "__main__":
    try:
        count = learn(settings())
    except (ValueError, EncoderError) as error:
        sys.exit(f"listener not built: {error}")
    print(f"listener: {count} facts", flush=True)
