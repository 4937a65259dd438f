# expect: fail metrics.above-not-at
# Keras's own metrics compare with >.
import keras


def binary_metrics(labels, probabilities, threshold=0.5):
    column = probabilities.reshape(-1, 1)
    y = labels.reshape(-1, 1)
    accuracy = keras.metrics.BinaryAccuracy(threshold=threshold)
    precision = keras.metrics.Precision(thresholds=threshold)
    recall = keras.metrics.Recall(thresholds=threshold)
    for metric in (accuracy, precision, recall):
        metric.update_state(y, column)
    a, p, r = (float(m.result()) for m in (accuracy, precision, recall))
    return {"accuracy": a, "precision": p, "recall": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}
