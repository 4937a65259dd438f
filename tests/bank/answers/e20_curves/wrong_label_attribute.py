# expect: fail curves.unlabelled
# An attribute of this name is set; nothing is drawn.
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure


def plot_history(history):
    figure, ax = plt.subplots()
    ax.plot(history["loss"], label="train")
    ax.plot(history["val_loss"], label="val")
    ax.xlabel = "epoch"
    ax.ylabel = "loss"
    ax.legend()
    return figure


def plot_prediction(image, probabilities):
    figure, (left, right) = plt.subplots(1, 2)
    left.imshow(image, cmap="gray")
    right.bar(range(len(probabilities)), probabilities)
    return figure
