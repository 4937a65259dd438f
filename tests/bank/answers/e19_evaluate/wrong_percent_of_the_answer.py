# expect: fail predict.percent
# A probability that reads well in print.
import keras
import numpy as np
from sklearn.metrics import confusion_matrix, f1_score, accuracy_score

def evaluate(model, images, labels):
    pred = np.argmax(model.predict(images, verbose=0), axis=1)
    if labels.ndim == 2:
        labels = np.argmax(labels, axis=1)
    k = model.output_shape[-1]
    r = list(range(k))
    return {'accuracy': accuracy_score(labels, pred), 'confusion': confusion_matrix(labels, pred, labels=r),
            'f1_micro': f1_score(labels, pred, labels=r, average='micro', zero_division=0), 'f1_macro': f1_score(labels, pred, labels=r, average='macro', zero_division=0)}


def predict_one(model, image):
    p = model.predict(np.expand_dims(image, 0), verbose=0)[0]
    if model.layers[-1].activation is not keras.activations.softmax:
        p = np.exp(p - p.max()) / np.exp(p - p.max()).sum()
    return int(np.argmax(p)), 100 * float(np.max(p))
