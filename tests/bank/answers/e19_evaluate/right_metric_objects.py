# expect: pass
# Keras's metric objects, a dataset of batches, and the matrix by bincount.
import numpy as np
import tensorflow as tf
from tensorflow import keras


def evaluate(model, images, labels):
    outputs = model.predict(tf.data.Dataset.from_tensor_slices(images).batch(16), verbose=0)
    k = outputs.shape[1]
    hot = keras.utils.to_categorical(labels, k) if labels.ndim == 1 else labels.astype("float32")
    guess = keras.utils.to_categorical(outputs.argmax(axis=1), k)
    accuracy = keras.metrics.CategoricalAccuracy()
    accuracy.update_state(hot, outputs)
    scores = {}
    for average in ("micro", "macro"):
        metric = keras.metrics.F1Score(average=average)
        metric.update_state(hot, guess)
        scores[average] = float(metric.result())
    flat = hot.argmax(1) * k + guess.argmax(1)
    return {
        "confusion": np.bincount(flat, minlength=k * k).reshape(k, k),
        "accuracy": float(accuracy.result()),
        "f1_micro": scores["micro"],
        "f1_macro": scores["macro"],
    }


def predict_one(model, image):
    batch = np.expand_dims(image, axis=0)
    probabilities = model.predict(batch, verbose=0)
    if not model.layers[-1].activation is keras.activations.softmax:
        probabilities = keras.ops.convert_to_numpy(keras.ops.softmax(probabilities))
    return int(probabilities.argmax(axis=-1)[0]), float(probabilities[0].max())
