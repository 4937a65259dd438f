# expect: fail augment.not-reproducible
# No layer gets the seed.
import keras


def augmenter(seed=0):
    return keras.Sequential(
        [
            keras.layers.RandomFlip("horizontal"),
            keras.layers.RandomTranslation(0.1, 0.1),
            keras.layers.RandomRotation(0.1),
            keras.layers.RandomZoom(0.1),
        ]
    )


def with_augmentation(model, augment):
    return keras.Sequential([augment, model])
