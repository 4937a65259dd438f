# expect: pass
import tensorflow as tf
import keras
import numpy as np


class HeadLoss(keras.losses.Loss):
    def __init__(self, head, labels):
        super().__init__()
        self.head, self.labels = head, labels

    def call(self, y, p):
        if self.head == "sigmoid":
            return keras.losses.binary_crossentropy(tf.reshape(y, tf.shape(p)), p)
        y = tf.one_hot(tf.cast(tf.reshape(y, [-1]), tf.int32), tf.shape(p)[1]) if self.labels == "integer" else y
        logp = tf.nn.log_softmax(p) if self.head == "linear" else tf.math.log(p + 1e-9)
        return -tf.reduce_sum(y * logp, axis=-1)


class HeadAccuracy(keras.metrics.Metric):
    def __init__(self, name="accuracy", **kw):
        super().__init__(name=name, **kw)
        self.right = self.add_weight(name="r", initializer="zeros")
        self.all = self.add_weight(name="a", initializer="zeros")

    def update_state(self, y, p, sample_weight=None):
        y, p = keras.ops.convert_to_numpy(y) if False else y, p
        ids = tf.argmax(y, -1) if len(y.shape) == 2 and y.shape[-1] > 1 else tf.cast(tf.reshape(y, [-1]), tf.int64)
        said = tf.cast(p[:, 0] > 0.5, tf.int64) if p.shape[-1] == 1 else tf.argmax(p, -1)
        self.right.assign_add(tf.reduce_sum(tf.cast(ids == said, tf.float32)))
        self.all.assign_add(tf.cast(tf.size(ids), tf.float32))

    def result(self):
        return self.right / self.all


def compile_classifier(model, labels):
    model.compile(optimizer="adam", loss=HeadLoss(model.layers[-1].get_config()["activation"], labels), metrics=[HeadAccuracy()])
    return model
