# expect: pass
# tf.nn functions; the second relu stands behind Flatten.
import tensorflow as tf
k = tf.keras

def build_model():
    m = k.Sequential()
    m.add(k.Input((28, 28, 1)))
    m.add(k.layers.Convolution2D(32, 2, 1, 'same', activation=tf.nn.relu))
    m.add(k.layers.MaxPool2D(2, 2))
    m.add(k.layers.Conv2D(64, 2, 1, 'same'))
    m.add(k.layers.MaxPool2D(2, 2))
    m.add(k.layers.Flatten())
    m.add(k.layers.Activation(tf.nn.relu))
    m.add(k.layers.Dense(128, tf.nn.relu))
    m.add(k.layers.Dense(10, tf.nn.softmax))
    return m
