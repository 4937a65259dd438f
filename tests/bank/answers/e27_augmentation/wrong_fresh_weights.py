# expect: fail augment.changes-model
# A clone without its weights.
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
    return keras.Sequential([augment, keras.models.clone_model(model)])
