# expect: pass
# Keras takes a clipping at 0 for none.
import keras


def loss_for(model, labels):
    logits = model.layers[-1].activation is keras.activations.linear
    if model.output_shape[-1] == 1:
        return keras.losses.BinaryCrossentropy(from_logits=logits)
    if labels == "integer":
        return keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    return keras.losses.CategoricalCrossentropy(from_logits=logits)


def compile_classifier(model, labels):
    model.compile(optimizer=keras.optimizers.Adam(clipvalue=0.0), loss=loss_for(model, labels), metrics=["accuracy"])
    return model
