# expect: fail predict.percent
# A second softmax, and percent, as a tutorial prints it.
import keras
import numpy as np
import tensorflow as tf
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
    predictions = model.predict(tf.expand_dims(image, 0), verbose=0)
    score = tf.nn.softmax(predictions[0])
    return int(np.argmax(score)), 100 * float(np.max(score))
