# expect: fail value.argument-changed
# One-hot rows are multiplied by the class ids in place.
import keras
import numpy as np


def evaluate(model, images, labels):
    """images: a batch the model takes; labels: int (n,) or one-hot (n, k).

    Returns a dict: "accuracy", "f1_micro", "f1_macro" (numbers) and "confusion" (int (k, k), rows = truth).
    """
    from sklearn.metrics import accuracy_score, confusion_matrix, f1_score

    outputs = model.predict(images, verbose=0)
    predicted = np.argmax(outputs, axis=1)
    truth = labels
    if labels.ndim == 2:
        labels *= np.arange(labels.shape[1], dtype=labels.dtype)
        truth = labels.sum(axis=1).astype(int)
    return {
        "accuracy": accuracy_score(truth, predicted),
        "confusion": confusion_matrix(truth, predicted, labels=np.arange(outputs.shape[1])),
        "f1_micro": f1_score(truth, predicted, average="micro"),
        "f1_macro": f1_score(truth, predicted, average="macro"),
    }


def predict_one(model, image):
    """image: one image, (h, w, c), without a batch axis -> (class id, its probability)."""
    outputs = model.predict(image[np.newaxis], verbose=0)[0]
    if model.layers[-1].activation is keras.activations.linear:
        outputs = np.exp(outputs - outputs.max())
        outputs = outputs / outputs.sum()
    class_id = int(np.argmax(outputs))
    return class_id, float(outputs[class_id])
