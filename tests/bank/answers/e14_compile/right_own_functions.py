# expect: pass
# A loss and a metric of one's own; neither can be saved, both are right.
import tensorflow as tf


def compile_classifier(model, labels):
    linear = model.layers[-1].activation is tf.keras.activations.linear
    single = model.output_shape[-1] == 1

    def loss(y, outputs):
        if single:
            return tf.keras.losses.binary_crossentropy(y, outputs)
        if labels == "integer":
            return tf.keras.losses.sparse_categorical_crossentropy(y, outputs, from_logits=linear)
        return tf.keras.losses.categorical_crossentropy(y, outputs, from_logits=linear)

    def accuracy(y, outputs):
        if single:
            return tf.cast((outputs[:, 0] > 0.5) == (tf.reshape(y, [-1]) > 0), tf.float32)
        truth = tf.argmax(y, axis=1) if labels == "one_hot" else tf.cast(tf.reshape(y, [-1]), tf.int64)
        return tf.cast(tf.argmax(outputs, axis=1) == truth, tf.float32)

    model.compile(optimizer="adam", loss=loss, metrics=[accuracy])
    return model
