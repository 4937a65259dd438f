# expect: fail augment.too-strong
# A factor of 0.2 for everything.
import keras


def augmenter(seed=0):
    return keras.Sequential(
        [
            keras.layers.RandomFlip("horizontal", seed=seed),
            keras.layers.RandomTranslation(0.2, 0.2, seed=seed),
            keras.layers.RandomRotation(0.2, seed=seed),
            keras.layers.RandomZoom(0.2, seed=seed),
        ]
    )


def with_augmentation(model, augment):
    return keras.Sequential([augment, model])
