"""e14_compile: Compile: the optimizer, the loss and the number you watch."""
