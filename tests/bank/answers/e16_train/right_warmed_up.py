# expect: pass
# The learning rate begins at 0 and is warmed up; balanced class weights.
import keras
import numpy as np
from sklearn.utils.class_weight import compute_class_weight


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    rate = keras.optimizers.schedules.CosineDecay(0.0, 2000, warmup_target=2e-3, warmup_steps=20)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    classes = np.unique(labels)
    weights = compute_class_weight("balanced", classes=classes, y=labels)
    weights = dict(zip(classes.tolist(), weights.tolist()))
    return model, model.fit(x, labels, epochs=epochs, batch_size=batch_size, class_weight=weights, verbose=0).history
