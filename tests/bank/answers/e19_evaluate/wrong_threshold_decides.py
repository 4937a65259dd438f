# expect: fail evaluate.threshold
# The first class above a half; where none is, class 0.
import keras
import numpy as np
import tensorflow as tf
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score


def evaluate(model, images, labels):
    outputs = model.predict(images, verbose=0)
    k = outputs.shape[1]
    truth = labels.argmax(axis=1) if labels.ndim == 2 else labels
    guess = (outputs > 0.5).argmax(axis=1)
    confusion = confusion_matrix(truth, guess, labels=range(k))
    return {
        "accuracy": accuracy_score(truth, guess),
        "confusion": confusion,
        "f1_micro": f1_score(truth, guess, average="micro"),
        "f1_macro": f1_score(truth, guess, average="macro"),
    }


def predict_one(model, image):
    row = model.predict(image[np.newaxis], verbose=0)[0]
    if model.layers[-1].activation is keras.activations.linear:
        row = np.exp(row - row.max()) / np.exp(row - row.max()).sum()
    return int(row.argmax()), float(row.max())
