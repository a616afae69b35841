"""The action server: policy corpus, retrieval, eligibility, and the Rasa actions over them."""
