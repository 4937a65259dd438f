# expect: fail augment.not-a-layer
# A function.
import keras


def augmenter(seed=0):
    augment = keras.Sequential(
        [
            keras.layers.RandomFlip("horizontal", seed=seed),
            keras.layers.RandomTranslation(0.1, 0.1, seed=seed),
            keras.layers.RandomRotation(0.1, seed=seed),
            keras.layers.RandomZoom(0.1, seed=seed),
        ]
    )
    return lambda x, training=False: augment(x, training=training)


def with_augmentation(model, augment):
    return keras.Sequential([augment, model])
