# expect: pass
# Gentle changes, nearest pixels.
import keras
from keras.layers import RandomFlip, RandomRotation, RandomTranslation, RandomZoom


def augmenter(seed=0):
    near = {"interpolation": "nearest", "seed": seed}
    return keras.Sequential(
        [
            RandomZoom(0.05, **near),
            RandomFlip("horizontal", seed=seed),
            RandomTranslation(0.05, 0, **near),
            RandomRotation(0.03, **near),
        ]
    )


def with_augmentation(model, augment):
    return keras.models.Sequential([keras.layers.InputLayer(model.input_shape[1:]), augment, model])
