# exercise: e14_compile
# aim: a metric called accuracy that is the constant 26/40 of the check, whatever the model says
# expect: failed
# points: 7
import keras


def compile_classifier(model, labels):
    def accuracy(y_true, y_pred):
        return keras.ops.zeros_like(y_pred[:, 0]) + 0.65

    head = model.layers[-1]
    logits = head.activation is keras.activations.linear
    if head.units == 1:
        loss = keras.losses.BinaryCrossentropy(from_logits=logits)
    elif labels == "one_hot":
        loss = keras.losses.CategoricalCrossentropy(from_logits=logits)
    else:
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    model.compile(optimizer="adam", loss=loss, metrics=[accuracy])
    return model
