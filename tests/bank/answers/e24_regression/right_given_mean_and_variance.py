# expect: pass
# Mean and variance handed over; Huber loss, RMSprop, the metric as an object.
import keras
from keras import layers


def build_regressor(x_train):
    inputs = keras.Input((7,))
    scaled = layers.Normalization(mean=x_train.mean(axis=0), variance=x_train.var(axis=0))(inputs)
    hidden = layers.Dense(64, activation="relu")(scaled)
    return keras.Model(inputs, layers.Dense(1)(hidden))


def train_regressor(x_train, y_train, x_valid, y_valid):
    model = build_regressor(x_train)
    mae = keras.metrics.MeanAbsoluteError(name="mae")
    model.compile(optimizer=keras.optimizers.RMSprop(0.01), loss=keras.losses.Huber(), metrics=[mae])
    fitted = model.fit(x_train, y_train, epochs=40, validation_data=(x_valid, y_valid), verbose=0)
    return model, fitted.history
