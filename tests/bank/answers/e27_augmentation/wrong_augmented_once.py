# expect: fail augment.once-for-all
# The pictures are augmented once, before the first fit.
import keras
import numpy as np


def augmenter(seed=0):
    return keras.Sequential(
        [
            keras.layers.RandomFlip("horizontal", seed=seed),
            keras.layers.RandomTranslation(0.1, 0.1, seed=seed),
            keras.layers.RandomRotation(0.1, seed=seed),
            keras.layers.RandomZoom(0.1, seed=seed),
        ]
    )


class Augmented(keras.Model):
    def __init__(self, model, augment):
        super().__init__()
        self.model, self.augment, self.kept = model, augment, None

    def call(self, x, training=None):
        return self.model(x, training=training)

    def fit(self, x, y, **options):
        if self.kept is None:
            self.kept = np.asarray(self.augment(x, training=True))
        return super().fit(self.kept, y, **options)


def with_augmentation(model, augment):
    return Augmented(model, augment)
