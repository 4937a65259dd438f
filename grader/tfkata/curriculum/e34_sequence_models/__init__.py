"""e34_sequence_models: Reading a series: causal, stacked, and three kinds of memory."""
