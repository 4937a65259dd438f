# expect: pass
# A functional model for pictures of any size, and constants at the edges.
from tensorflow import keras
from tensorflow.keras import layers


def augmenter(seed=0):
    inputs = keras.Input((None, None, None))
    x = layers.RandomTranslation(height_factor=0.08, width_factor=0.08, fill_mode="constant", seed=seed)(inputs)
    x = layers.RandomZoom((-0.1, 0.1), (-0.1, 0.1), fill_mode="constant", seed=seed + 10)(x)
    x = layers.RandomRotation((-0.05, 0.05), fill_mode="constant", seed=seed + 20)(x)
    x = layers.RandomFlip("horizontal", seed=seed + 30)(x)
    return keras.Model(inputs, x, name="augmenter")


def with_augmentation(model, augment):
    inputs = keras.Input(shape=model.input_shape[1:])
    outputs = model(augment(inputs, training=True))
    augmented = keras.Model(inputs, outputs)
    augmented.compile("adam", "mse")
    return augmented
