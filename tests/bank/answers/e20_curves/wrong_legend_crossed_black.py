# expect: fail curves.legend-swapped
# Both lines black; the legend's dashes tell the wrong story.
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    epochs = np.arange(len(history["loss"]))
    fig, ax = plt.subplots()
    ax.plot(epochs, history["loss"], color="k", label="val")
    ax.plot(epochs, history["val_loss"], color="k", ls="--", label="train")
    ax.set_xlabel("Epoch")
    ax.set_ylabel("Loss")
    ax.legend()
    return fig


def plot_prediction(image, probabilities):
    fig, (ax1, ax2) = plt.subplots(1, 2)
    ax1.imshow(image, cmap="gray")
    ax2.bar(np.arange(len(probabilities)), probabilities)
    return fig
