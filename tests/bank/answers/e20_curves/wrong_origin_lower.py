# expect: fail bars.upside-down
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure


def plot_history(history):
    figure, ax = plt.subplots()
    ax.plot(history["loss"], label="train")
    ax.plot(history["val_loss"], label="val")
    ax.set_xlabel("epoch")
    ax.set_ylabel("loss")
    ax.legend()
    return figure


def plot_prediction(image, probabilities):
    figure, (left, right) = plt.subplots(1, 2)
    left.imshow(image, cmap="gray", origin="lower")
    right.bar(range(len(probabilities)), probabilities)
    return figure
