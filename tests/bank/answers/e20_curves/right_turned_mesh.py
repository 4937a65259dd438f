# expect: pass
# A mesh counts its rows upwards, so the array is turned first; markers and dots, saved under the figure's own name.
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    plt.plot(history["loss"], "o", label="train")
    plt.plot(history["val_loss"], "x:", label="val")
    plt.xlabel("epoch")
    plt.ylabel("loss")
    plt.legend()
    fig = plt.gcf()
    plt.show()
    plt.close()
    return fig


def plot_prediction(image, probabilities):
    fig, axs = plt.subplot_mosaic("AB")
    axs["A"].pcolormesh(np.flipud(image), cmap="gray")
    for i, p in enumerate(probabilities):
        axs["B"].barh(i, p, color="red" if p == max(probabilities) else "blue")
    return fig
