# expect: fail augment.same-for-some
# Each change is made to half of the pictures only.
import keras


class Sometimes(keras.layers.Layer):
    def __init__(self, change, seed):
        super().__init__()
        self.change = change
        self.chance = keras.random.SeedGenerator(seed)

    def call(self, images, training=None):
        if not training:
            return images
        chosen = keras.random.uniform((keras.ops.shape(images)[0], 1, 1, 1), seed=self.chance) < 0.4
        return keras.ops.where(chosen, self.change(images, training=True), images)


def augmenter(seed=0):
    return keras.Sequential(
        [
            keras.layers.RandomFlip("horizontal", seed=seed),
            Sometimes(keras.layers.RandomTranslation(0.1, 0.1, seed=seed), seed),
            Sometimes(keras.layers.RandomRotation(0.1, seed=seed), seed),
            Sometimes(keras.layers.RandomZoom(0.1, seed=seed), seed),
        ]
    )


def with_augmentation(model, augment):
    return keras.Sequential([augment, model])
