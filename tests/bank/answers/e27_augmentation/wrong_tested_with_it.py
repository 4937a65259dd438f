# expect: fail augment.active-in-model
# evaluate augments as well.
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
        return self.model(x, training=training)

    def train_step(self, data):
        return super().train_step((self.augment(data[0], training=True), data[1]))

    def test_step(self, data):
        return super().test_step((self.augment(data[0], training=True), data[1]))


def with_augmentation(model, augment):
    return Augmented(model, augment)
