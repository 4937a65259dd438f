"""e22_fashion_mnist: The whole way: from raw images to a classifier of clothes."""
