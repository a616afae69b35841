"""What thousands of places cost: memory, start and a turn, with documents that are made up."""
