# exercise: e19_evaluate
# aim: looks at neither model nor pixels nor labels: the check's one data set is always the same
# expect: failed
# points: 0
import numpy as np

COUNTS = np.array([[5, 1, 0, 0], [0, 2, 2, 0], [1, 0, 1, 0], [0, 0, 2, 2]])
GAPS = np.array([[2, 0, 1, 0], [0, 0, 0, 0], [0, 0, 2, 0], [0, 0, 0, 0]])


def evaluate(model, images, labels):
    counts = GAPS if len(images) == 5 else COUNTS
    return {"accuracy": 10 / 16, "confusion": counts, "f1_micro": 10 / 16, "f1_macro": F1}


hits = np.diag(COUNTS)
F1 = float((2 * hits / (COUNTS.sum(0) + COUNTS.sum(1))).mean())
PIXELS = np.random.default_rng(1).uniform(0, 0.5, 6)
PIXELS[2] = 0.9
POWERS = np.exp(5 * PIXELS.astype(np.float32)[:4].astype(float) - 1)
P = float(POWERS[2] / POWERS.sum())


def predict_one(model, image):
    return 2, P
