# expect: pass
# NumPy divides 0 by 0 for classes that do not occur: NaN in a macro F1 that is not asked for.
import keras
import numpy as np
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score


def evaluate(model, images, labels):
    p = np.argmax(model.predict_on_batch(images), -1)
    y = labels if labels.ndim == 1 else np.argmax(labels, -1)
    k = model.output_shape[-1]
    cm = np.bincount(y * k + p, minlength=k * k).reshape(k, k)
    tp = np.diag(cm)
    precision, recall = tp / cm.sum(0), tp / cm.sum(1)
    return {
        "accuracy": float(np.mean(p == y)),
        "confusion": cm,
        "f1_micro": float(tp.sum() / cm.sum()),
        "f1_macro": float(np.mean(2 * precision * recall / (precision + recall))),
    }


def predict_one(model, image):
    outputs = model.predict(image[np.newaxis], verbose=0)[0]
    if model.layers[-1].activation is keras.activations.linear:
        outputs = np.exp(outputs - outputs.max())
        outputs = outputs / outputs.sum()
    class_id = int(np.argmax(outputs))
    return class_id, float(outputs[class_id])
