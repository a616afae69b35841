"""What the policy desk keeps: who may do what for which place, and all that is done there."""
