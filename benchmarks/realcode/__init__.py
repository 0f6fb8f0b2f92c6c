"""What noblock finds, misses and costs in projects that nobody here wrote."""
