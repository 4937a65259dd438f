# exercise: e14_compile
# aim: plain SGD in a class called Adam
# expect: failed
# points: 9
import keras


class Adam(keras.optimizers.SGD):
    pass


def compile_classifier(model, labels):
    head = model.layers[-1]
    logits = head.activation is keras.activations.linear
    if head.units == 1:
        loss = keras.losses.BinaryCrossentropy(from_logits=logits)
    elif labels == "one_hot":
        loss = keras.losses.CategoricalCrossentropy(from_logits=logits)
    else:
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    model.compile(optimizer=Adam(), loss=loss, metrics=["accuracy"])
    return model
