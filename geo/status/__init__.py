"""What was open, for whom, in which direction: statements resolved to states."""
