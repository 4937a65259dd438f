# expect: pass
# All of Adam's options that change little.
import keras


def loss_for(model, labels):
    logits = model.layers[-1].activation is keras.activations.linear
    if model.output_shape[-1] == 1:
        return keras.losses.BinaryCrossentropy(from_logits=logits)
    if labels == "integer":
        return keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    return keras.losses.CategoricalCrossentropy(from_logits=logits)


def compile_classifier(model, labels):
    schedule = keras.optimizers.schedules.CosineDecay(1e-2, 1000)
    model.compile(optimizer=keras.optimizers.Adam(schedule, beta_1=0.8, epsilon=1e-4, weight_decay=1e-4, use_ema=True, clipvalue=0.5), loss=loss_for(model, labels), metrics=["accuracy"])
    return model
