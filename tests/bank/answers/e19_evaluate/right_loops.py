# expect: pass
# Counts in a loop; true and false positives of each class by hand.
import keras
import numpy as np


def evaluate(model, images, labels):
    labels = np.asarray(labels)
    if labels.ndim > 1:
        labels = labels.argmax(axis=-1)
    outputs = model.predict(images, verbose=0)
    k = outputs.shape[1]
    matrix = np.zeros((k, k), dtype=int)
    for truth, row in zip(labels, outputs):
        matrix[truth, row.argmax()] += 1
    scores = []
    for c in range(k):
        tp = matrix[c, c]
        fp = matrix[:, c].sum() - tp
        fn = matrix[c, :].sum() - tp
        precision = tp / (tp + fp) if tp + fp else 0.0
        recall = tp / (tp + fn) if tp + fn else 0.0
        scores.append(2 * precision * recall / (precision + recall) if precision + recall else 0.0)
    right = np.trace(matrix)
    return {"accuracy": right / len(labels), "confusion": matrix, "f1_micro": right / matrix.sum(), "f1_macro": sum(scores) / k}


def predict_one(model, image):
    outputs = model.predict(image[np.newaxis], verbose=0)[0]
    if model.layers[-1].activation is keras.activations.linear:
        outputs = np.exp(outputs - outputs.max())
        outputs = outputs / outputs.sum()
    class_id = int(np.argmax(outputs))
    return class_id, float(outputs[class_id])
