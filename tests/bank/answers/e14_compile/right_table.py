# expect: pass
# A table by head and labels, the head by its serialized name; Adam with an option.
import tensorflow as tf


def compile_classifier(model, labels):
    head = tf.keras.activations.serialize(model.layers[-1].activation)
    table = {
        ("softmax", "integer"): "sparse_categorical_crossentropy",
        ("softmax", "one_hot"): "categorical_crossentropy",
        ("linear", "integer"): tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        ("linear", "one_hot"): tf.keras.losses.CategoricalCrossentropy(from_logits=True),
        ("sigmoid", "integer"): "binary_crossentropy",
    }
    model.compile(optimizer=tf.keras.optimizers.Adam(amsgrad=True), loss=table[head, labels], metrics=["accuracy"])
    return model
