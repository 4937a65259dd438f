# expect: pass
# The base is what the model computes up to its last convolution, pooled.
import tensorflow as tf

def build_model():
    L = tf.keras.layers
    i = tf.keras.Input((28, 28, 1))
    x = L.Conv2D(32, 3, activation=tf.nn.relu)(i)
    x = L.MaxPool2D(2, strides=2)(x)
    x = L.Conv2D(64, 3, activation=tf.nn.relu)(x)
    x = L.MaxPool2D(2, strides=2)(x)
    x = L.Conv2D(64, 3, activation=tf.nn.relu, name='last_conv')(x)
    x = L.Flatten()(x)
    x = L.Dense(64, activation=tf.nn.relu)(x)
    x = L.Dense(10, activation=tf.nn.softmax)(x)
    return tf.keras.Model(i, x)

def build_base():
    m = build_model()
    return tf.keras.Model(m.input, tf.keras.layers.MaxPool2D(2)(m.get_layer('last_conv').output))
