# expect: fail model.constant-weights
# All 512 units start as one and stay one.
from keras import Input, Model, layers


def build_model():
    image = Input((28, 28))
    x = layers.Flatten()(image)
    x = layers.Dense(512, "relu", kernel_initializer="ones")(x)
    return Model(image, layers.Dense(10, "softmax", kernel_initializer="ones")(x))
