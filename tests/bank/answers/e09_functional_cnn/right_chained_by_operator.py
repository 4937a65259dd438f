# expect: pass
# A class with >> for chaining layers.
import tensorflow as tf
L = tf.keras.layers

class CNN:
    def __init__(self):
        self.inputs = tf.keras.Input([28, 28, 1])
        self.x = self.inputs

    def __rshift__(self, layer):
        self.x = layer(self.x)
        return self

def build_model() -> tf.keras.Model:
    net = CNN()
    for f in (32, 64):
        net >> L.Conv2D(f, 3, 1, 'same', activation=tf.nn.relu) >> L.Conv2D(f, 3, 1, 'same', activation=tf.nn.relu) >> L.MaxPool2D() >> L.Dropout(0.25)
    net >> L.Flatten() >> L.Dense(512, tf.nn.relu) >> L.Dropout(0.5) >> L.Dense(10) >> L.Softmax()
    return tf.keras.Model(net.inputs, net.x, name='Basic_CNN')
