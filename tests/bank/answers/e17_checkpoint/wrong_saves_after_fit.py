# expect: fail checkpoint.saves-last
# Saves once, after fit.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    history = model.fit(*train, validation_data=valid, epochs=epochs, verbose=0)
    model.save_weights(path)
    model.load_weights(path)
    return model, history.history
