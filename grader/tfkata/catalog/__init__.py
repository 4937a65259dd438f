"""What there is to learn, read as data: records, texts, thresholds, reference solutions, their source."""
