# expect: fail f1.division-by-zero
# Python integers, unguarded: a class that does not occur ends everything.
import keras
import numpy as np
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score


def macro(rows):
    k = len(rows)
    return sum(2 * rows[i][i] / (sum(rows[i]) + sum(row[i] for row in rows)) for i in range(k)) / k


def evaluate(model, images, labels):
    outputs = model.predict(images, verbose=0)
    predicted = np.argmax(outputs, axis=1)
    truth = np.argmax(labels, axis=1) if labels.ndim == 2 else labels
    return {
        "accuracy": accuracy_score(truth, predicted),
        "confusion": confusion_matrix(truth, predicted, labels=range(outputs.shape[1])),
        "f1_micro": f1_score(truth, predicted, average="micro"),
        "f1_macro": macro(confusion_matrix(truth, predicted, labels=range(outputs.shape[1])).tolist()),
    }


def predict_one(model, image):
    outputs = model.predict(image[np.newaxis], verbose=0)[0]
    if model.layers[-1].activation is keras.activations.linear:
        outputs = np.exp(outputs - outputs.max())
        outputs = outputs / outputs.sum()
    class_id = int(np.argmax(outputs))
    return class_id, float(outputs[class_id])
