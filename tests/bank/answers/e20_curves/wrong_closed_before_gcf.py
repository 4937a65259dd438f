# expect: fail curves.empty
# The figure is shown and closed; what is current after that is a blank one.
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure


def plot_history(history):
    plt.figure()
    ax = plt.gca()
    ax.plot(history["loss"], label="train")
    ax.plot(history["val_loss"], label="val")
    ax.set_xlabel("epoch")
    ax.set_ylabel("loss")
    ax.legend()
    plt.show()
    plt.close()
    return plt.gcf()


def plot_prediction(image, probabilities):
    figure, (left, right) = plt.subplots(1, 2)
    left.imshow(image, cmap="gray")
    right.bar(range(len(probabilities)), probabilities)
    return figure
