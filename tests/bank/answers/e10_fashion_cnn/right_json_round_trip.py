# expect: pass
# Written as JSON and read again.
import keras
from keras import layers

def build_model():
    m = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(32, 3, padding='same', activation='relu'), layers.MaxPooling2D(), layers.Conv2D(64, 3, padding='same', activation='relu'), layers.MaxPooling2D(), layers.Flatten(), layers.Dense(100, activation='relu'), layers.Dropout(0.4), layers.Dense(10, activation='softmax')])
    return keras.models.model_from_json(m.to_json())
