# expect: fail compile.idle-optimizer
# A rate that was to be set later.
import keras


def loss_for(model, labels):
    logits = model.layers[-1].activation is keras.activations.linear
    if model.output_shape[-1] == 1:
        return keras.losses.BinaryCrossentropy(from_logits=logits)
    if labels == "integer":
        return keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    return keras.losses.CategoricalCrossentropy(from_logits=logits)


def compile_classifier(model, labels):
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.0), loss=loss_for(model, labels), metrics=["accuracy"])
    return model
