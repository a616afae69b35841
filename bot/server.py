"""``python -m bot.server run …``: Rasa's own command line, without packages it does not need."""

from __future__ import annotations

from bot.absent import leave_out


def main() -> None:
    """Do what Rasa's command line says."""
    leave_out()
    # Rasa imports those packages as soon as it is imported itself.
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
