# expect: fail curves.no-legend
# The legend is drawn before there is a line to name.
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure


def plot_history(history):
    figure, ax = plt.subplots()
    ax.legend()
    ax.plot(history["loss"], label="train")
    ax.plot(history["val_loss"], label="val")
    ax.set_xlabel("epoch")
    ax.set_ylabel("loss")
    return figure


def plot_prediction(image, probabilities):
    figure, (left, right) = plt.subplots(1, 2)
    left.imshow(image, cmap="gray")
    right.bar(range(len(probabilities)), probabilities)
    return figure
