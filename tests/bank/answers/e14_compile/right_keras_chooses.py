# expect: pass
# Keras chooses cross-entropy and accuracy by the shapes; only logits have to be said.
import keras


def compile_classifier(model, labels):
    if model.layers[-1].get_config()["activation"] != "linear":
        loss = "crossentropy"
    elif labels == "integer":
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    else:
        loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    model.compile(optimizer="Adam", loss=loss, weighted_metrics=["accuracy"])
    return model
