# expect: fail augment.not-reproducible
# One layer of four gets none.
import keras


def augmenter(seed=0):
    return keras.Sequential(
        [
            keras.layers.RandomFlip("horizontal", seed=seed),
            keras.layers.RandomTranslation(0.1, 0.1, seed=seed),
            keras.layers.RandomRotation(0.1, seed=seed),
            keras.layers.RandomZoom(0.1),
        ]
    )


def with_augmentation(model, augment):
    return keras.Sequential([augment, model])
