# expect: fail model.extra-layer
# A residual connection around the second convolution.
import keras
from keras import layers

def build_model():
    i = keras.Input((28, 28, 1))
    x = i
    for f in (32, 64):
        x = layers.Conv2D(f, 3, padding='same', activation='relu')(x)
        s = x
        x = layers.Conv2D(f, 3, padding='same', activation='relu')(x)
        x = layers.MaxPooling2D()(layers.Add()([x, s]))
        x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(512, activation='relu')(x)
    x = layers.Dropout(0.5)(x)
    x = layers.Dense(10, activation='softmax')(x)
    return keras.Model(i, x, name='Basic_CNN')
