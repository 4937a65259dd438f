# expect: pass
# Smoothed labels and a second metric beside the accuracy; a schedule for Adam.
import tensorflow as tf


def compile_classifier(model, labels):
    schedule = tf.keras.optimizers.schedules.ExponentialDecay(1e-3, 1000, 0.9)
    options = {"from_logits": model.layers[-1].activation.__name__ == "linear", "label_smoothing": 0.05}
    metrics = ["accuracy"]
    if model.output_shape[-1] == 1:
        loss, metrics = tf.keras.losses.BinaryCrossentropy(**options), ["accuracy", tf.keras.metrics.AUC()]
    elif labels == "one_hot":
        loss, metrics = tf.keras.losses.CategoricalCrossentropy(**options), ["accuracy", "top_k_categorical_accuracy"]
    else:
        loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=options["from_logits"])
    model.compile(optimizer=tf.keras.optimizers.Adam(schedule), loss=loss, metrics=metrics)
    return model
