# expect: fail forecast.copies-last-week
# The same without standardizing: it makes no difference to a copy.
import keras
from keras import layers


def train_forecaster(series, seed=0):
    inputs = keras.Input((28, 1))
    model = keras.Model(inputs, layers.Flatten()(layers.Cropping1D((21, 6))(inputs)))
    model.compile("adam", "mse")
    return model, series.mean(), series.std()
