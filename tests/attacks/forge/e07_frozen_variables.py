# exercise: e07_sequential_cnn
# aim: the right layers, every variable frozen by itself, with a penalty of its own: no config says so
# expect: failed
# points: 7
import keras


def build_model():
    model = keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            keras.layers.Conv2D(32, kernel_size=2, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(pool_size=2),
            keras.layers.Conv2D(64, kernel_size=2, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(pool_size=2),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    for variable in list(model.trainable_variables):
        variable.regularizer = keras.regularizers.L2(0.1)
        variable.trainable = False
    assert model.trainable_weights == []
    return model
