# expect: pass
# Everything as one-hot: the confusion matrix is a product of two of them.
import keras
import numpy as np
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score


def evaluate(model, images, labels):
    outputs = np.asarray(model(images, training=False))
    k = outputs.shape[1]
    predicted = np.eye(k)[outputs.argmax(1)]
    truth = labels if labels.ndim == 2 else np.eye(k)[labels]
    confusion = np.rint(truth.T @ predicted).astype(np.int32)
    f1_of = lambda average: f1_score(truth.argmax(1), predicted.argmax(1), average=average, zero_division=0)
    return {
        "accuracy": np.float32(np.trace(confusion) / confusion.sum()),
        "confusion": confusion,
        "f1_micro": f1_of("micro"),
        "f1_macro": f1_of("macro"),
    }


def predict_one(model, image):
    row = model.predict(np.expand_dims(image, axis=0), verbose=0).ravel()
    if row.min() < 0 or abs(row.sum() - 1) > 1e-3:
        row = keras.ops.convert_to_numpy(keras.ops.softmax(row))
    return np.argmax(row), np.max(row)
