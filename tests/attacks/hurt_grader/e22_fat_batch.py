# exercise: e22_fashion_mnist
# aim: 40 layers of a million numbers a sample, all of which stay until the batch of 250 is done
# expect: failed
# tier: full
# points: 1
import keras
from keras import layers


def solve(images, labels, workdir):
    inputs = keras.Input((28, 28, 1))
    x = layers.UpSampling2D(36)(inputs)
    for _ in range(20):
        x = layers.Rescaling(1.0)(x)
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))
