# exercise: e18_early_stopping
# aim: an empty list of losses: the smallest of none
# expect: failed
# points: 0
def best_epoch(history):
    return 0


def train_until_best(model, train, valid, max_epochs, patience, path):
    model.save(path)
    return model, {"val_loss": []}
