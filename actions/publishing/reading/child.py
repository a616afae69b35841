"""The process in which a file is read: its bytes on standard input, JSON on standard output."""

from __future__ import annotations

import os
import sys

from actions.publishing.blocks import Refusal
from actions.publishing.limits import limits
from actions.publishing.reading import bounds
from actions.publishing.reading.carried import pack, pack_refusal
from actions.publishing.reading.reader import read_bytes
from actions.publishing.wording import refuse


def main() -> None:
    """Read what comes in and write what it says; never fail for what a file holds."""
    # Libraries in C print to standard output; the answer keeps it for itself.
    answer = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    data = sys.stdin.buffer.read()
    bounds.begin()
    with os.fdopen(answer, "wb") as stream:
        stream.write(_answer(data, sys.argv[1]))


def _answer(data: bytes, name: str) -> bytes:
    try:
        answer = pack(*read_bytes(data, name))
    except Refusal as refusal:
        return pack_refusal(refusal)
    except MemoryError:
        # What filled the memory is held by the traceback until this clause has ended.
        answer = b""
    except RecursionError:
        return pack_refusal(refuse("nested", most=limits().nesting))
    except Exception as error:
        # Parsers of foreign formats fail in ways of their own; the file is refused, not the bot.
        return pack_refusal(refuse("failed", what=type(error).__name__))
    if not answer:
        return pack_refusal(refuse("too_much_memory"))
    if len(answer) > limits().answer_megabytes << 20:
        return pack_refusal(refuse("too_long", most=limits().characters))
    return answer


if __name__ == "__main__":
    main()
