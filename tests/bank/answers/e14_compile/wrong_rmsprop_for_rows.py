# expect: fail compile.wrong-optimizer
# A branch for one-hot labels that was written first.
import keras


def loss_for(model, labels):
    logits = model.layers[-1].activation is keras.activations.linear
    if model.output_shape[-1] == 1:
        return keras.losses.BinaryCrossentropy(from_logits=logits)
    if labels == "integer":
        return keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    return keras.losses.CategoricalCrossentropy(from_logits=logits)


def compile_classifier(model, labels):
    optimizer = "rmsprop" if labels == "one_hot" else "adam"
    model.compile(optimizer=optimizer, loss=loss_for(model, labels), metrics=["accuracy"])
    return model
