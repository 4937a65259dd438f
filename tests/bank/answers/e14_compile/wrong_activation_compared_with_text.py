# expect: fail compile.logits-mismatch
# An activation is a function: compared with a text it is never equal, so everything counts as logits.
import keras
import tensorflow as tf


def compile_classifier(model, labels):
    head = model.layers[-1].activation.__name__
    logits = model.layers[-1].activation != "softmax"
    if head == "sigmoid":
        loss = keras.losses.BinaryCrossentropy()
    elif labels == "integer":
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    else:
        loss = keras.losses.CategoricalCrossentropy(from_logits=logits)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model
