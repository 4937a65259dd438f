# expect: fail model.input-shape
# The layers of a Sequential do not hold its input: the second model is not built.
import tensorflow as tf


def build_base():
    model = tf.keras.Sequential()
    model.add(tf.keras.layers.InputLayer(input_shape=(28, 28, 1)))
    for i, f in enumerate((32, 64, 64), start=1):
        model.add(tf.keras.layers.Conv2D(f, 3, name=f"conv_{i}"))
        model.add(tf.keras.layers.Activation(tf.nn.relu))
        model.add(tf.keras.layers.MaxPooling2D(pool_size=2, strides=2, padding="valid"))
    return model


def build_model():
    model = tf.keras.Sequential(build_base().layers[:-1])
    model.add(tf.keras.layers.Flatten())
    model.add(tf.keras.layers.Dense(64, activation=tf.nn.relu))
    model.add(tf.keras.layers.Dense(10, activation=tf.nn.softmax))
    return model
