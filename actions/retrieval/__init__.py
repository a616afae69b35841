"""Finding the clauses that answer a question, or that none does."""
