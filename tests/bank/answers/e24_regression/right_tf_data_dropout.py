# expect: pass
# tf.data with validation, AdamW, a little dropout; adapted to the data set's tables.
import keras
from keras import layers
import tensorflow as tf


def build_regressor(x_train):
    layer = layers.Normalization()
    layer.adapt(tf.data.Dataset.from_tensor_slices(x_train).batch(16))
    return keras.Sequential(
        [
            keras.Input(shape=(x_train.shape[1],)),
            layer,
            layers.Dense(64, "relu"),
            layers.Dropout(0.1),
            layers.Dense(64, "relu"),
            layers.Dense(1, activation="linear"),
        ]
    )


def train_regressor(x_train, y_train, x_valid, y_valid):
    train = tf.data.Dataset.from_tensor_slices((x_train, y_train)).shuffle(len(x_train)).batch(32)
    valid = tf.data.Dataset.from_tensor_slices((x_valid, y_valid)).batch(64)
    model = build_regressor(x_train)
    model.compile(optimizer=keras.optimizers.AdamW(0.005), loss="mean_squared_error", metrics=["mae"])
    return model, model.fit(train, epochs=50, validation_data=valid, verbose=0).history
