"""A document's life at the desk: handed in, read, confirmed, ruled on, signed, published."""

from bot.channels.policy_desk.drafts.routes import add_drafts as add_drafts
