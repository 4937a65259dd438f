"""The tasks of the mock exam: what each asks, and how a saved model is scored."""
