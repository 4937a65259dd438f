# exercise: e22_fashion_mnist
# aim: one model inside, with as much work as there may be, that is called three hundred times
# expect: failed
# tier: full
# points: 0
import keras
from keras import layers


def solve(images, labels, workdir):
    inner = keras.Sequential([keras.Input((28, 28, 8)), layers.Conv2D(8, 100, padding="same")])
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(8, 3, padding="same")(inputs)
    for _ in range(300):
        x = inner(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(layers.GlobalAveragePooling2D()(x)))
