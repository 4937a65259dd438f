# expect: pass
# The function with its argument fixed; costs added up instead of averaged.
import functools

import keras


def compile_classifier(model, labels):
    linear = model.layers[-1].activation.__name__ == "linear"
    if model.output_shape[-1] == 1:
        loss = keras.losses.BinaryCrossentropy(reduction="sum")
    elif labels == "integer":
        loss = functools.partial(keras.losses.sparse_categorical_crossentropy, from_logits=linear)
        loss.__name__ = "sparse_from_logits"
    else:
        loss = keras.losses.CategoricalCrossentropy(from_logits=linear, reduction="sum")
    model.compile(keras.optimizers.get("adam"), loss=loss, metrics=keras.metrics.Accuracy and ["accuracy"])
    return model
