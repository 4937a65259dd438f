# expect: pass
# keras.metrics.F1Score on one-hot arrays.
import keras
import numpy as np
import tensorflow as tf


def evaluate(model, images, labels):
    outputs = model.predict(images, verbose=0)
    k = outputs.shape[-1]
    ids = np.argmax(labels, axis=1) if np.ndim(labels) == 2 else labels
    y_true = keras.utils.to_categorical(ids, k)
    y_pred = keras.utils.to_categorical(outputs.argmax(axis=1), k)
    result = {"accuracy": np.mean(outputs.argmax(axis=1) == ids)}
    result["confusion"] = tf.math.confusion_matrix(ids, outputs.argmax(axis=1), k).numpy()
    for average in ("micro", "macro"):
        metric = keras.metrics.F1Score(average=average)
        metric.update_state(y_true, y_pred)
        result["f1_" + average] = float(metric.result())
    return result


def predict_one(model, image):
    outputs = model.predict(image[np.newaxis], verbose=0)[0]
    if model.layers[-1].activation is keras.activations.linear:
        outputs = np.exp(outputs - outputs.max())
        outputs = outputs / outputs.sum()
    class_id = int(np.argmax(outputs))
    return class_id, float(outputs[class_id])
