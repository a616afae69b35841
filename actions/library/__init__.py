"""What can be looked up of the documents: regions, documents, clauses by search, and facts."""
