"""e09_functional_cnn: Layers are functions: a deeper network, with dropout."""
