# expect: fail checkpoint.fixed-start
# initial_value_threshold copied from a run with smaller losses.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    checkpoint = keras.callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True, initial_value_threshold=1000.0)
    history = model.fit(train[0], train[1], validation_data=valid, epochs=epochs, callbacks=[checkpoint], verbose=0)
    model.load_weights(path)
    return model, history.history
