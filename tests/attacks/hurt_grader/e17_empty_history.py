# exercise: e17_checkpoint
# aim: an empty list of losses: the smallest of none
# expect: failed
# points: 1
def train_with_checkpoint(model, train, valid, epochs, path):
    model.save_weights(path)
    return model, {"val_loss": []}
