"""What tests of more than one folder share."""

from __future__ import annotations

import pytest

from luohu.encoder import Encoder, EncoderError
from luohu.settings import settings


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The sentence encoder of this installation, as both processes load it."""
    try:
        return Encoder(settings().model_dir)
    except EncoderError as error:
        pytest.fail(str(error), pytrace=False)
