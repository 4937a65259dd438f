# expect: fail solve.hardly-moved
# A learning rate of a ten-millionth.
import keras
from keras import layers


def solve(images, labels, workdir):
    x = images[..., None].astype("float32") / 255
    model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(64, "relu"), layers.Dense(10, "softmax")])
    model.compile(keras.optimizers.Adam(1e-7), "sparse_categorical_crossentropy")
    model.fit(x, labels, epochs=2, batch_size=100, verbose=0)
    return model
