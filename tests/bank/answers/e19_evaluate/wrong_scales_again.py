# expect: fail predict.scales-again
# Divides an image that is ready for the model by 255 once more.
import keras
import numpy as np
from sklearn.metrics import confusion_matrix, f1_score


def evaluate(model, images, labels):
    outputs = model.predict(images, verbose=0)
    k = outputs.shape[-1]
    y_true = np.argmax(labels, axis=1) if labels.ndim == 2 else labels
    y_pred = np.argmax(outputs, axis=1)
    return {
        "accuracy": float(np.mean(y_true == y_pred)),
        "confusion": confusion_matrix(y_true, y_pred, labels=np.arange(k)),
        "f1_micro": f1_score(y_true, y_pred, average="micro", zero_division=0),
        "f1_macro": f1_score(y_true, y_pred, average="macro", zero_division=0),
    }


def predict_one(model, image):
    output = model.predict(image[None] / 255.0, verbose=0)[0]
    if model.layers[-1].activation is not keras.activations.softmax:
        output = np.exp(output - output.max())
        output = output / output.sum()
    return int(np.argmax(output)), float(np.max(output))
