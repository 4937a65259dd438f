"""e01_normalize: Pixels the network likes: scale images to 0..1."""
