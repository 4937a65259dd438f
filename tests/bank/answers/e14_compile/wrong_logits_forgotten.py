# expect: fail compile.logits-mismatch
# Names only: every linear head is read as probabilities.
import tensorflow as tf


def compile_classifier(model, labels):
    if model.output_shape[-1] == 1:
        loss = "binary_crossentropy"
    else:
        loss = "sparse_categorical_crossentropy" if labels == "integer" else "categorical_crossentropy"
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model
