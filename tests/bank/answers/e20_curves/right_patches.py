# expect: pass
# Legend made of coloured patches; a colour mesh for the image; a weighted histogram for the bars.
import matplotlib.pyplot as plt
import numpy as np
from matplotlib import patches


def plot_history(history):
    fig, ax = plt.subplots()
    ax.plot(history["loss"], "tab:green")
    ax.plot(history["val_loss"], "tab:orange")
    ax.set(xlabel="epoch", ylabel="cross-entropy")
    ax.legend(handles=[patches.Patch(color="tab:orange", label="val"), patches.Patch(color="tab:green", label="train")])
    return fig


def plot_prediction(image, probabilities):
    fig, (ax1, ax2) = plt.subplots(2, 1)
    ax1.pcolormesh(image, cmap="gray")
    ax1.invert_yaxis()
    k = len(probabilities)
    ax2.hist(np.arange(k), bins=np.arange(k + 1) - 0.5, weights=probabilities, rwidth=0.8)
    return fig
