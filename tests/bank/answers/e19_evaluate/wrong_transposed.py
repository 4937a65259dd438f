# expect: fail confusion.transposed
# scikit-learn with the arguments swapped; F1 is symmetric.
import keras
import numpy as np
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score


def evaluate(model, images, labels):
    outputs = model.predict(images, verbose=0)
    predicted = np.argmax(outputs, axis=1)
    truth = np.argmax(labels, axis=1) if labels.ndim == 2 else labels
    return {
        "accuracy": accuracy_score(predicted, truth),
        "confusion": confusion_matrix(predicted, truth, labels=range(outputs.shape[1])),
        "f1_micro": f1_score(predicted, truth, average="micro"),
        "f1_macro": f1_score(predicted, truth, average="macro"),
    }


def predict_one(model, image):
    outputs = model.predict(image[np.newaxis], verbose=0)[0]
    if model.layers[-1].activation is keras.activations.linear:
        outputs = np.exp(outputs - outputs.max())
        outputs = outputs / outputs.sum()
    class_id = int(np.argmax(outputs))
    return class_id, float(outputs[class_id])
