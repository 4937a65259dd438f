# expect: fail compile.changed-model
# Fine-tuning a binary head: only the last layer is to learn.
import keras


def loss_for(model, labels):
    logits = model.layers[-1].activation is keras.activations.linear
    if model.output_shape[-1] == 1:
        return keras.losses.BinaryCrossentropy(from_logits=logits)
    if labels == "integer":
        return keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    return keras.losses.CategoricalCrossentropy(from_logits=logits)


def compile_classifier(model, labels):
    if model.output_shape[-1] == 1:
        for layer in model.layers[:-1]:
            layer.trainable = False
    model.compile(optimizer="adam", loss=loss_for(model, labels), metrics=["accuracy"])
    return model
