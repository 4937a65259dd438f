"""e27_augmentation: More pictures than there are: augmentation in training alone."""
