# expect: pass
# One-hot matrices multiplied; precision and recall with NumPy's own 0/0, then cleaned.
import keras
import numpy as np


def one_hot(labels, k):
    return labels.astype(int) if labels.ndim == 2 else np.eye(k, dtype=int)[labels]


def evaluate(model, images, labels):
    out = model.predict(images)
    k = out.shape[1]
    truth, guess = one_hot(labels, k), one_hot(out.argmax(axis=1), k)
    confusion = truth.T @ guess
    tp = (truth * guess).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        precision = np.nan_to_num(tp / guess.sum(axis=0))
        recall = np.nan_to_num(tp / truth.sum(axis=0))
        f1 = np.nan_to_num(2 * precision * recall / (precision + recall))
    return {
        "accuracy": float((truth * guess).sum() / len(truth)),
        "confusion": confusion,
        "f1_micro": float(2 * tp.sum() / (truth.sum() + guess.sum())),
        "f1_macro": float(np.mean(f1)),
    }


def predict_one(model, image):
    if model.layers[-1].activation.__name__ != "softmax":
        model = keras.Sequential([model, keras.layers.Softmax()])
    (row,) = model.predict(np.stack([image]), verbose=0)
    label = int(np.argmax(row))
    return label, row[label]
