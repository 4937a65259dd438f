# expect: pass
# Wraps a linear head into a model with a Softmax layer behind it.
import keras
import numpy as np
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score


def evaluate(model, images, labels):
    outputs = model.predict(images, verbose=0)
    predicted = np.argmax(outputs, axis=1)
    truth = np.argmax(labels, axis=1) if labels.ndim == 2 else labels
    return {
        "accuracy": accuracy_score(truth, predicted),
        "confusion": confusion_matrix(truth, predicted, labels=range(outputs.shape[1])),
        "f1_micro": f1_score(truth, predicted, average="micro"),
        "f1_macro": f1_score(truth, predicted, average="macro"),
    }


def predict_one(model, image):
    if model.layers[-1].activation.__name__ == "linear":
        model = keras.Sequential([model, keras.layers.Softmax()])
    probabilities = model.predict(image.reshape(1, *image.shape), verbose=0)
    best = probabilities.argmax(axis=1)[0]
    return [best, probabilities[0, best]]
