# expect: fail curves.wrong-epochs
# x runs from 0 to 1.
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    epochs = np.linspace(0, 1, len(history["loss"]))
    fig, ax = plt.subplots()
    ax.plot(epochs, history["loss"], label="train")
    ax.plot(epochs, history["val_loss"], label="val")
    ax.set_xlabel("Epoch")
    ax.set_ylabel("Loss")
    ax.legend()
    return fig


def plot_prediction(image, probabilities):
    fig, (ax1, ax2) = plt.subplots(1, 2)
    ax1.imshow(image, cmap="gray")
    ax2.bar(np.arange(len(probabilities)), probabilities)
    return fig
