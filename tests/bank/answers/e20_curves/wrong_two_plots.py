# expect: fail curves.two-plots
# A plot for each.
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    fig, axes = plt.subplots(1, 2)
    for ax, key, name in zip(axes, ["loss", "val_loss"], ["train", "val"]):
        ax.plot(history[key], label=name)
        ax.set(xlabel="epoch", ylabel="loss")
        ax.legend()
    return fig


def plot_prediction(image, probabilities):
    fig, (ax1, ax2) = plt.subplots(1, 2)
    ax1.imshow(image, cmap="gray")
    ax2.bar(np.arange(len(probabilities)), probabilities)
    return fig
