# expect: fail compile.idle-optimizer
# Gradients are clipped, at a bound with many noughts: next to it, the epsilon of Adam is large.
import keras


def loss_for(model, labels):
    logits = model.layers[-1].activation is keras.activations.linear
    if model.output_shape[-1] == 1:
        return keras.losses.BinaryCrossentropy(from_logits=logits)
    if labels == "integer":
        return keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    return keras.losses.CategoricalCrossentropy(from_logits=logits)


def compile_classifier(model, labels):
    model.compile(optimizer=keras.optimizers.Adam(clipvalue=1e-12), loss=loss_for(model, labels), metrics=["accuracy"])
    return model
