"""e23_precision_recall: When 99 % is worthless: precision, recall and F1."""
