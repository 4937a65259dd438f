# expect: fail bars.on-the-image
# Two pyplot calls without a subplot between them: both draw into the current axes.
import matplotlib.pyplot as plt


def plot_history(history):
    fig = plt.figure()
    plt.plot(history["loss"], label="train")
    plt.plot(history["val_loss"], label="val")
    plt.xlabel("epoch")
    plt.ylabel("loss")
    plt.legend()
    return fig


def plot_prediction(image, probabilities):
    fig = plt.figure()
    plt.imshow(image, cmap="gray")
    plt.bar(range(len(probabilities)), probabilities)
    return fig
