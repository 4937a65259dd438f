# expect: fail compile.changed-model
# Against overfitting: nothing of it shows in the outputs.
import keras


def loss_for(model, labels):
    logits = model.layers[-1].activation is keras.activations.linear
    if model.output_shape[-1] == 1:
        return keras.losses.BinaryCrossentropy(from_logits=logits)
    if labels == "integer":
        return keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    return keras.losses.CategoricalCrossentropy(from_logits=logits)


def compile_classifier(model, labels):
    model = keras.Sequential([keras.Input(model.input_shape[1:]), *model.layers[:-1], keras.layers.Dropout(0.5), model.layers[-1]])
    model.compile(optimizer="adam", loss=loss_for(model, labels), metrics=["accuracy"])
    return model
