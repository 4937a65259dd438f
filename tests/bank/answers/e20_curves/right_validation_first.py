# expect: pass
# Validation drawn first, a legend of the figure, bars over texts, closed before it is returned.
from matplotlib import pyplot as plt


def plot_history(history):
    fig, ax = plt.subplots(figsize=(6, 4), dpi=80)
    (val,) = ax.plot(history["val_loss"], color="orange")
    (train,) = ax.plot(history["loss"], color="blue")
    ax.set_xlabel("Epoche")
    ax.set_ylabel("Verlust")
    fig.legend([train, val], ["train", "val"], loc="center right")
    fig.tight_layout()
    plt.close(fig)
    return fig


def plot_prediction(image, probabilities):
    fig = plt.figure()
    ax = fig.add_axes([0.05, 0.1, 0.4, 0.8])
    ax.imshow(image, cmap="gist_gray", vmin=0, vmax=255 if image.max() > 1 else 1, interpolation="nearest")
    ax.set_axis_off()
    ax = fig.add_axes([0.55, 0.1, 0.4, 0.8])
    ax.bar([str(i) for i in range(len(probabilities))], probabilities)
    ax.set_xlabel("class")
    ax.set_ylabel("probability")
    plt.close(fig)
    return fig
