"""The press: it makes proofs, prints what is ordered, and keeps the public folder as the log says."""
