# expect: pass
# Linear heads everywhere, as the TensorFlow tutorials write them; TensorFlow decides.
import tensorflow as tf


def output_head(num_classes, labels):
    if labels == "multi_hot":
        loss = tf.keras.losses.BinaryCrossentropy(from_logits=True)
    elif labels == "one_hot":
        loss = tf.keras.losses.CategoricalCrossentropy(from_logits=True)
    elif num_classes == 2:
        return {"units": 1, "activation": None, "loss": tf.keras.losses.BinaryCrossentropy(from_logits=True)}
    else:
        loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return {"units": num_classes, "activation": None, "loss": loss}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return tf.cast(tf.squeeze(probabilities, axis=1) >= 0.5, tf.int64)
    return tf.argmax(probabilities, axis=1)
