# expect: fail augment.ignores-seed
# 42 for every layer.
import keras


def augmenter(seed=0):
    return keras.Sequential(
        [
            keras.layers.RandomFlip("horizontal", seed=42),
            keras.layers.RandomTranslation(0.1, 0.1, seed=42),
            keras.layers.RandomRotation(0.1, seed=42),
            keras.layers.RandomZoom(0.1, seed=42),
        ]
    )


def with_augmentation(model, augment):
    return keras.Sequential([augment, model])
