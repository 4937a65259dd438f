# expect: pass
# A softmax behind the model instead of one behind its outputs; precision and recall by hand.
import keras
import numpy as np
import tensorflow as tf
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score


def probabilities(model, images):
    if model.layers[-1].activation.__name__ != "softmax":
        model = keras.Sequential([model, keras.layers.Softmax()])
    return model.predict(images, batch_size=16, verbose=0)


def evaluate(model, images, labels):
    p = probabilities(model, images)
    true = np.argmax(labels, axis=1) if np.ndim(labels) == 2 else np.asarray(labels).astype(int)
    pred = p.argmax(axis=1)
    k = p.shape[1]
    confusion = np.array([[np.sum((true == i) & (pred == j)) for j in range(k)] for i in range(k)])
    scores = []
    for c in range(k):
        tp, fp, fn = confusion[c, c], confusion[:, c].sum() - confusion[c, c], confusion[c].sum() - confusion[c, c]
        precision = tp / (tp + fp) if tp + fp else 0.0
        recall = tp / (tp + fn) if tp + fn else 0.0
        scores.append(2 * precision * recall / (precision + recall) if precision + recall else 0.0)
    return {"accuracy": np.mean(true == pred), "confusion": confusion, "f1_micro": np.trace(confusion) / confusion.sum(), "f1_macro": np.mean(scores)}


def predict_one(model, image):
    (row,) = probabilities(model, np.array([image]))
    best = int(np.argmax(row))
    return best, row[best]
