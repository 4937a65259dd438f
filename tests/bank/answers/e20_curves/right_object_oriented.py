# expect: pass
# Figure without pyplot; legend of the figure; super labels; class ids as text.
import numpy as np
from matplotlib.figure import Figure


def plot_history(history):
    figure = Figure(layout="constrained")
    axes = figure.add_subplot(1, 1, 1)
    n = len(history["val_loss"])
    axes.plot(np.linspace(1, n, n), history["val_loss"], "o--", color="tab:red", label="val")
    axes.plot(np.linspace(1, n, n), history["loss"], "o-", color="tab:blue", label="train")
    figure.supxlabel("epoch")
    figure.supylabel("loss")
    figure.legend()
    return figure


def plot_prediction(image, probabilities):
    figure = Figure()
    top, bottom = figure.subplots(2)
    top.imshow(image, cmap="Greys", vmin=0, vmax=1)
    bottom.bar([str(i) for i in range(len(probabilities))], probabilities)
    bottom.set_ylabel("p")
    return figure
