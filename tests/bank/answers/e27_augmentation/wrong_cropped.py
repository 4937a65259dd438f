# expect: fail augment.changes-shape
# A random crop, in which everything gets smaller.
import keras


def augmenter(seed=0):
    return keras.Sequential(
        [
            keras.layers.RandomCrop(16, 16, seed=seed),
            keras.layers.RandomFlip("horizontal", seed=seed),
            keras.layers.RandomTranslation(0.1, 0.1, seed=seed),
            keras.layers.RandomRotation(0.1, seed=seed),
            keras.layers.RandomZoom(0.1, seed=seed),
        ]
    )


def with_augmentation(model, augment):
    return keras.Sequential([augment, model])
