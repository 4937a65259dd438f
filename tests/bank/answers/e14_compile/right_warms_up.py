# expect: pass
# A rate that begins at 0, gradients that are clipped and gathered.
import keras


def loss_for(model, labels):
    logits = model.layers[-1].activation is keras.activations.linear
    if model.output_shape[-1] == 1:
        return keras.losses.BinaryCrossentropy(from_logits=logits)
    if labels == "integer":
        return keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    return keras.losses.CategoricalCrossentropy(from_logits=logits)


def compile_classifier(model, labels):
    schedule = keras.optimizers.schedules.PolynomialDecay(0.0, 100, end_learning_rate=1e-3)
    model.compile(optimizer=keras.optimizers.Adam(schedule, clipnorm=1.0, amsgrad=True, gradient_accumulation_steps=2), loss=loss_for(model, labels), metrics=["accuracy"])
    return model
