# expect: pass
# Names where the head gives probabilities, objects where it gives logits.
import keras


def compile_classifier(model, labels):
    head = keras.activations.serialize(model.layers[-1].activation)
    if head == "sigmoid":
        loss = "binary_crossentropy"
    elif head == "softmax":
        loss = "sparse_categorical_crossentropy" if labels == "integer" else "categorical_crossentropy"
    elif labels == "integer":
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    else:
        loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    model.compile("adam", loss, metrics=["accuracy"])
    return model
