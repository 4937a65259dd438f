# expect: fail augment.does-not-train
# The model is frozen, as a base is in transfer learning.
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


def with_augmentation(model, augment):
    model.trainable = False
    return keras.Sequential([augment, model])
