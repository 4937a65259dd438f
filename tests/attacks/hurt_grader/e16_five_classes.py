# exercise: e16_train
# aim: the returned model has outputs for five classes
# expect: failed
# tier: full
# points: 1
import keras


def train(model, images, labels, epochs=3, batch_size=64):
    other = keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Flatten(), keras.layers.Dense(5)])
    return other, {"loss": [2.3] * epochs}
