# expect: fail evaluate.one-hot-labels
# Rounds and flattens one-hot labels, cut to the number of images.
import keras
import numpy as np
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score


def evaluate(model, images, labels):
    outputs = model.predict(images, verbose=0)
    predicted = np.argmax(outputs, axis=1)
    truth = labels.astype(int).ravel()[: len(images)]
    return {
        "accuracy": accuracy_score(truth, predicted),
        "confusion": confusion_matrix(truth, predicted, labels=range(outputs.shape[1])),
        "f1_micro": f1_score(truth, predicted, average="micro"),
        "f1_macro": f1_score(truth, predicted, average="macro"),
    }


def predict_one(model, image):
    outputs = model.predict(image[np.newaxis], verbose=0)[0]
    if model.layers[-1].activation is keras.activations.linear:
        outputs = np.exp(outputs - outputs.max())
        outputs = outputs / outputs.sum()
    class_id = int(np.argmax(outputs))
    return class_id, float(outputs[class_id])
