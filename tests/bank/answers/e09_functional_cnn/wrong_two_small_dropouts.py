# expect: fail model.wrong-dropout
# Two dropouts of 0.25 instead of one of 0.5.
import keras
from keras import layers

def build_model():
    i = keras.Input((28, 28, 1))
    x = i
    for f in (32, 64):
        x = layers.Conv2D(f, 3, padding='same', activation='relu')(x)
        x = layers.Conv2D(f, 3, padding='same', activation='relu')(x)
        x = layers.MaxPooling2D()(x)
        x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(512, activation='relu')(x)
    x = layers.Dropout(0.25)(x)
    x = layers.Dropout(0.25)(x)
    return keras.Model(i, layers.Dense(10, activation='softmax')(x), name='Basic_CNN')
