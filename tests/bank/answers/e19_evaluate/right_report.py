# expect: pass
# scikit-learn's classification_report and keras.metrics.
import keras
import numpy as np
from sklearn.metrics import classification_report, confusion_matrix


def evaluate(model, images, labels):
    outputs = model.predict(images, batch_size=7, verbose=0)
    k = outputs.shape[1]
    truth = labels.argmax(1) if labels.shape != (len(images),) else labels
    metric = keras.metrics.SparseCategoricalAccuracy()
    metric.update_state(truth, outputs)
    report = classification_report(truth, outputs.argmax(1), labels=range(k), output_dict=True, zero_division=0)
    micro = report.get("micro avg", {}).get("f1-score", report.get("accuracy"))
    return {
        "accuracy": float(metric.result()),
        "confusion": confusion_matrix(truth, outputs.argmax(1), labels=list(range(k))),
        "f1_micro": micro,
        "f1_macro": report["macro avg"]["f1-score"],
    }


def predict_one(model, image):
    outputs = model.predict(image[np.newaxis], verbose=0)[0]
    if model.layers[-1].activation is keras.activations.linear:
        outputs = np.exp(outputs - outputs.max())
        outputs = outputs / outputs.sum()
    class_id = int(np.argmax(outputs))
    return class_id, float(outputs[class_id])
