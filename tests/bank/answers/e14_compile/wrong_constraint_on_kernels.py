# expect: fail compile.changed-model
# Large weights are to be avoided.
import keras


def loss_for(model, labels):
    logits = model.layers[-1].activation is keras.activations.linear
    if model.output_shape[-1] == 1:
        return keras.losses.BinaryCrossentropy(from_logits=logits)
    if labels == "integer":
        return keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    return keras.losses.CategoricalCrossentropy(from_logits=logits)


def compile_classifier(model, labels):
    for layer in model.layers:
        layer.kernel.constraint = keras.constraints.MaxNorm(1.0)
    model.compile(optimizer="adam", loss=loss_for(model, labels), metrics=["accuracy"])
    return model
