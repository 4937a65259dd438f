# expect: pass
# A layer of one's own that passes training on; a model of one's own that augments in train_step.
import keras


class Augmenter(keras.layers.Layer):
    def __init__(self, seed, **kwargs):
        super().__init__(**kwargs)
        self.steps = [
            keras.layers.RandomRotation(0.1, seed=seed),
            keras.layers.RandomZoom(0.1, 0.1, seed=seed + 1),
            keras.layers.RandomTranslation(0.1, 0.1, seed=seed + 2),
            keras.layers.RandomFlip("horizontal", seed=seed + 3),
        ]

    def call(self, x, training=False):
        for step in self.steps:
            x = step(x, training=training)
        return x


class Augmented(keras.Model):
    def __init__(self, model, augment):
        super().__init__()
        self.model = model
        self.augment = augment

    def call(self, x, training=False):
        return self.model(x, training=training)

    def train_step(self, data):
        x, y = data
        return super().train_step((self.augment(x, training=True), y))


def augmenter(seed=0):
    return Augmenter(seed)


def with_augmentation(model, augment):
    return Augmented(model, augment)
