"""Tables of `reports`: what was printed, proofs, and what the public did within the hour."""
