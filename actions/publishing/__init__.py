"""Documents as offices send them: files read into blocks, and blocks into clauses.

``python -m actions.publishing read FILE`` shows what is read of a file and what is not.
"""
