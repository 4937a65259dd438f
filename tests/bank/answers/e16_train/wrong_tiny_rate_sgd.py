# expect: fail train.hardly-moved
# Plain SGD with a learning rate of 0.00001.
import keras


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    model.compile(keras.optimizers.SGD(1e-5), "sparse_categorical_crossentropy")
    return model, model.fit(x, labels, epochs=epochs, batch_size=batch_size, verbose=0).history
