# expect: pass
# A step function for the answers, np.divide with where: arrays of shape ().
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    yhat = np.heaviside(np.asarray(probabilities, float).reshape(-1) - threshold, 1)
    y = np.asarray(labels).reshape(-1)
    tp = np.dot(y, yhat)
    p = np.divide(tp, yhat.sum(), out=np.zeros(()), where=yhat.sum() > 0)
    r = np.divide(tp, y.sum(), out=np.zeros(()), where=y.sum() > 0)
    f = np.divide(2 * p * r, p + r, out=np.zeros(()), where=(p + r) > 0)
    return {"accuracy": np.equal(y, yhat).mean(dtype=np.float32), "precision": p, "recall": r, "f1": f}
