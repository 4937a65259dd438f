# expect: fail bars.wrong-count
# Always ten places; fewer probabilities are filled up with zeros.
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
    ax2.bar(np.arange(10), np.pad(probabilities, (0, max(0, 10 - len(probabilities))))[:10])
    return fig
