# expect: fail compile.metrics-as-loss-weights
# A list with a metric object as third argument: that is loss_weights in Keras 3.
from tensorflow import keras
from tensorflow.keras.losses import *
from tensorflow.keras.metrics import BinaryAccuracy, CategoricalAccuracy, SparseCategoricalAccuracy


def compile_classifier(model, labels: str):
    head = model.layers[-1].activation.__name__
    if head == "sigmoid":
        loss, metric = BinaryCrossentropy(from_logits=False), BinaryAccuracy(name="accuracy")
    else:
        from_logits = head != "softmax"
        if labels == "integer":
            loss, metric = SparseCategoricalCrossentropy(from_logits=from_logits), SparseCategoricalAccuracy(name="accuracy")
        else:
            loss, metric = CategoricalCrossentropy(from_logits=from_logits), CategoricalAccuracy("accuracy")
    model.compile(keras.optimizers.Adam(learning_rate=1e-3), loss, [metric])
    return model
