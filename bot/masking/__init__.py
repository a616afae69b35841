"""What identifies a person in a text, replaced by the name of what stood there.

The one masker: whatever is stored, in whichever channel, goes through ``mask``.
"""

from __future__ import annotations

from bot.masking.addresses import mask_addresses
from bot.masking.codes import mask_document_codes, mask_labelled, mask_shaped
from bot.masking.digits import in_plain_digits
from bot.masking.names import mask_names
from bot.masking.numbers import mask_bare_numbers, mask_spoken_numbers, mask_written_numbers

_STEPS = (
    in_plain_digits,
    mask_shaped,
    mask_addresses,
    mask_document_codes,
    mask_written_numbers,
    mask_spoken_numbers,
    mask_labelled,
    mask_bare_numbers,
    mask_names,
)


def mask(text: str) -> str:
    """Replace what identifies a person; dates, amounts, document numbers and places stay.

    Numbers of identity cards, telephones, bank cards, passports, permits and certificates, plates,
    e-mail addresses, ids of WeChat and QQ, addresses from the street on, and names where they are
    told as such. A number that is nearly one counts too: mistyped, it is still somebody's. What
    was masked is not masked again. Digits of other scripts come out as 0-9, masked or not.

    Args:
        text: a normalised text (``luohu.text.normalise``).
    """
    for step in _STEPS:
        text = step(text)
    return text
