"""e15_optimizers: One step downhill: SGD, momentum, RMSprop and Adam."""
