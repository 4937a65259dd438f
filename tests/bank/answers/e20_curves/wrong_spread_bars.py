# expect: fail bars.wrong-places
# The bars share an axis from 0 to 1 instead of standing over their class ids.
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    epochs = np.arange(len(history["loss"]))
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
    places = np.linspace(0, 1, len(probabilities))
    ax2.bar(places, probabilities, width=0.8 / len(probabilities))
    return fig
