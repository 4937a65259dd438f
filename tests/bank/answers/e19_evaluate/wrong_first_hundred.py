# expect: fail
# Looks at a hundred samples and no more.
import numpy as np
import scipy.special
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score


def evaluate(model, images, labels):
    images, labels = images[:100], labels[:100]
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
    outputs = model.predict(image[np.newaxis], verbose=0)[0]
    if model.layers[-1].get_config()["activation"] != "softmax":
        outputs = scipy.special.softmax(outputs)
    class_id = int(np.argmax(outputs))
    return class_id, float(outputs[class_id])
