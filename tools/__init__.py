"""Programs for those who set up, run and develop the bot; none of them serves residents."""
