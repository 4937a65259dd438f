"""What is asked: one folder per exercise with its record, texts, threshold, checks and the checks' own helpers."""
