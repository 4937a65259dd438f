# expect: fail compile.wrong-optimizer
# Two classes are easy, so the simple optimizer will do.
import keras


def loss_for(model, labels):
    logits = model.layers[-1].activation is keras.activations.linear
    if model.output_shape[-1] == 1:
        return keras.losses.BinaryCrossentropy(from_logits=logits)
    if labels == "integer":
        return keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    return keras.losses.CategoricalCrossentropy(from_logits=logits)


def compile_classifier(model, labels):
    optimizer = "sgd" if model.output_shape[-1] == 1 else "adam"
    model.compile(optimizer=optimizer, loss=loss_for(model, labels), metrics=["accuracy"])
    return model
