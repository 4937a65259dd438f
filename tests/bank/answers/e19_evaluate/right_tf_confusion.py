# expect: pass
# TensorFlow's confusion matrix with num_classes; F1 from its rows and columns; model(x).
import numpy as np
import tensorflow as tf


def evaluate(model, images, labels):
    outputs = model(images)
    k = outputs.shape[-1]
    predicted = tf.argmax(outputs, axis=-1)
    truth = tf.argmax(labels, axis=-1) if len(labels.shape) > 1 else labels
    matrix = tf.math.confusion_matrix(truth, predicted, num_classes=k)
    counts = matrix.numpy().astype(float)
    hits = np.diag(counts)
    per_class = 2 * hits / np.maximum(counts.sum(axis=0) + counts.sum(axis=1), 1)
    accuracy = hits.sum() / counts.sum()
    return {"accuracy": accuracy, "confusion": matrix, "f1_micro": accuracy, "f1_macro": per_class.mean()}


def predict_one(model, image):
    outputs = model(tf.expand_dims(image, 0))
    if not np.isclose(tf.reduce_sum(outputs), 1.0, atol=1e-3):
        outputs = tf.nn.softmax(outputs)
    return tf.argmax(outputs[0]), tf.reduce_max(outputs[0])
