# expect: fail train.steps-left-out
# A `take` left over from trying it out.
import keras
import tensorflow as tf


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    data = tf.data.Dataset.from_tensor_slices((x, labels)).shuffle(len(x), seed=1).batch(batch_size)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(data.take(5), epochs=epochs, verbose=0)
    return model, history.history
