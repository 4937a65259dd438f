# expect: pass
# Augments in call, when it is told that it is training.
import keras


def augmenter(seed=0):
    return keras.layers.Pipeline(
        [
            keras.layers.RandomFlip("horizontal", seed=seed),
            keras.layers.RandomTranslation(0.1, 0.1, seed=seed),
            keras.layers.RandomRotation(0.1, seed=seed),
            keras.layers.RandomZoom(0.1, seed=seed),
        ]
    )


class WithAugmentation(keras.Model):
    def __init__(self, model, augment, **kwargs):
        super().__init__(**kwargs)
        self.inner, self.augment = model, augment

    def call(self, inputs, training=None):
        if training:
            inputs = self.augment(inputs, training=True)
        return self.inner(inputs, training=training)


def with_augmentation(model, augment):
    return WithAugmentation(model, augment)
