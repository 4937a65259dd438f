# expect: fail augment.not-in-fit
# training is not passed on to the augmentation.
import keras


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
        self.model, self.augment = model, augment

    def call(self, x, training=None):
        return self.model(self.augment(x, training=False), training=training)


def with_augmentation(model, augment):
    return Augmented(model, augment)
