# expect: fail compile.wrong-loss
# Outputs and rows are numbers; for class ids the right loss.
import tensorflow as tf


def compile_classifier(model, labels):
    linear = model.layers[-1].activation.__name__ == "linear"
    if labels == "one_hot" or model.output_shape[-1] == 1:
        loss = "mse"
    else:
        loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=linear)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model
