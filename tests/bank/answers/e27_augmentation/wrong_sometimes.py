# expect: fail augment.same-for-some
# Each change is made to half of the pictures only.
import keras


def augmenter(seed=0):
    return keras.Sequential(
        [
            keras.layers.RandomFlip("horizontal", seed=seed),
            keras.layers.RandomApply(keras.layers.RandomTranslation(0.1, 0.1, seed=seed), 0.4, seed=seed),
            keras.layers.RandomApply(keras.layers.RandomRotation(0.1, seed=seed), 0.4, seed=seed),
            keras.layers.RandomApply(keras.layers.RandomZoom(0.1, seed=seed), 0.4, seed=seed),
        ]
    )


def with_augmentation(model, augment):
    return keras.Sequential([augment, model])
