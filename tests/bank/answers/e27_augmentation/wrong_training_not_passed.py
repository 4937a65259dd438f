# expect: fail augment.never-random
# training is received and not passed on.
import keras


class Augmenter(keras.layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.steps = [
            keras.layers.RandomFlip("horizontal", seed=seed),
            keras.layers.RandomTranslation(0.1, 0.1, seed=seed),
            keras.layers.RandomRotation(0.1, seed=seed),
            keras.layers.RandomZoom(0.1, seed=seed),
        ]

    def call(self, x, training=False):
        for step in self.steps:
            x = step(x, training=False)
        return x


def augmenter(seed=0):
    return Augmenter(seed)


def with_augmentation(model, augment):
    return keras.Sequential([augment, model])
