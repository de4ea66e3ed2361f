"""What authors mean: guides, item banks, quizzes, the project's settings. Frozen values without I/O."""
