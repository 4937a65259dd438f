"""e10_fashion_cnn: A network for clothes: convolutions and one dropout."""
