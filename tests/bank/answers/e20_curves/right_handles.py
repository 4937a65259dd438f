# expect: pass
# Legend from handles, in the other order than the lines; best bar drawn over again.
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    fig, ax = plt.subplots(subplot_kw={"xlabel": "epoch", "ylabel": "loss"})
    x = range(1, len(history["loss"]) + 1)
    (first,) = ax.plot(x, history["loss"], color="k")
    (second,) = ax.plot(x, history["val_loss"], color="k", ls="--")
    ax.legend([second, first], ["val", "train"])
    return fig


def plot_prediction(image, probabilities):
    fig = plt.figure()
    ax1, ax2 = fig.subplots(1, 2, width_ratios=[1, 2])
    ax1.imshow(1 - image, cmap="binary_r", interpolation="nearest")
    best = int(np.argmax(probabilities))
    ax2.bar(range(len(probabilities)), probabilities, align="edge", width=0.6)
    ax2.bar([best], probabilities[best], align="edge", width=0.6, color="r")
    return fig
