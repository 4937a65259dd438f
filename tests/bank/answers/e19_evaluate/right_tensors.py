# expect: pass
# Tensors all the way, none of them turned into a number.
import keras
import numpy as np
import tensorflow as tf
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score


def evaluate(model, images, labels):
    p = tf.argmax(model(images, training=False), axis=1, output_type=tf.int32)
    y = tf.cast(tf.argmax(labels, axis=1) if len(labels.shape) == 2 else labels, tf.int32)
    cm = tf.math.confusion_matrix(y, p, num_classes=model.layers[-1].units)
    acc = tf.reduce_mean(tf.cast(tf.equal(y, p), tf.float32))
    diagonal = tf.cast(tf.linalg.diag_part(cm), tf.float32)
    both = tf.cast(tf.reduce_sum(cm, 0) + tf.reduce_sum(cm, 1), tf.float32)
    return dict(accuracy=acc, confusion=cm, f1_micro=acc, f1_macro=tf.reduce_mean(tf.math.divide_no_nan(2 * diagonal, both)))


def predict_one(model, image):
    out = model(tf.expand_dims(image, 0), training=False)[0]
    out = tf.nn.softmax(out) if model.layers[-1].get_config()["activation"] == "linear" else out
    return tf.argmax(out), tf.reduce_max(out)
