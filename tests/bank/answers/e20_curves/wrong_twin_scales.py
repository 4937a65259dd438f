# expect: fail curves.two-scales
# twinx: each line has a scale of its own.
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    fig, ax = plt.subplots()
    twin = ax.twinx()
    a = ax.plot(history["loss"], "b", label="train")
    b = twin.plot(history["val_loss"], "r", label="val")
    ax.set_xlabel("epoch")
    ax.set_ylabel("train loss")
    twin.set_ylabel("val loss")
    ax.legend(handles=a + b)
    return fig


def plot_prediction(image, probabilities):
    fig, (ax1, ax2) = plt.subplots(1, 2)
    ax1.imshow(image, cmap="gray")
    ax2.bar(np.arange(len(probabilities)), probabilities)
    return fig
