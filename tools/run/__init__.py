"""Running the bot: both servers on the loopback interface, started and stopped together."""

from tools.run.background import RunningBot, running_bot

__all__ = ["RunningBot", "running_bot"]
