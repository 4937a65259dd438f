# expect: pass
# Dots for one line, a line for the other; same colour, so only marker and style tell them apart; a title.
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    loss_values = history["loss"]
    epochs = range(1, len(loss_values) + 1)
    plt.clf()
    plt.plot(epochs, loss_values, "bo", label="train")
    plt.plot(epochs, history["val_loss"], "b", label="val")
    plt.title("Training and validation loss")
    plt.xlabel("Epochs")
    plt.ylabel("Loss")
    plt.legend()
    plt.show()
    return plt.gcf()


def plot_prediction(image, probabilities):
    fig = plt.figure()
    fig.add_subplot(121).matshow(image, cmap="gray_r", fignum=None) if False else fig.add_subplot(121).matshow(image, cmap="gray_r")
    ax = fig.add_subplot(122)
    ax.barh(range(len(probabilities)), probabilities)
    ax.set_yticks(range(len(probabilities)))
    ax.invert_yaxis()
    return fig
