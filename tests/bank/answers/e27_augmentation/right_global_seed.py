# expect: pass
# One seed for everything, set before the layers are made.
import keras
from keras import layers


def augmenter(seed=0):
    keras.utils.set_random_seed(seed)
    augment = keras.Sequential(name="augment")
    augment.add(layers.RandomFlip(mode="horizontal"))
    augment.add(layers.RandomRotation(factor=0.1, fill_mode="nearest"))
    augment.add(layers.RandomZoom(height_factor=0.1, width_factor=0.1, fill_mode="nearest"))
    augment.add(layers.RandomTranslation(0.1, 0.1, fill_mode="wrap"))
    return augment


def with_augmentation(model, augment):
    new = keras.Sequential()
    new.add(keras.Input(model.input_shape[1:]))
    new.add(augment)
    new.add(model)
    new.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return new
