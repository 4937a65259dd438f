"""e19_evaluate: Look closer than accuracy: confusion matrix, micro and macro F1, one prediction."""
