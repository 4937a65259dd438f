# expect: fail curves.wrong-epochs
# train from epoch 1, val from epoch 0: the gap between the lines is shifted.
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    fig, ax = plt.subplots()
    ax.plot(range(1, len(history["loss"]) + 1), history["loss"], label="train")
    ax.plot(history["val_loss"], label="val")
    ax.set_xlabel("epoch")
    ax.set_ylabel("loss")
    ax.legend()
    return fig


def plot_prediction(image, probabilities):
    fig, (a, b) = plt.subplots(1, 2)
    a.imshow(image, cmap="gray")
    b.bar(np.arange(len(probabilities)), probabilities)
    return fig
