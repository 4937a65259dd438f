# expect: fail bars.wrong-count
# Draws the bars of the first ten classes.
import matplotlib.pyplot as plt


def plot_history(history):
    epochs = range(1, len(history["loss"]) + 1)
    figure, axes = plt.subplots()
    axes.plot(epochs, history["loss"], label="train")
    axes.plot(epochs, history["val_loss"], label="val")
    axes.set(xlabel="epoch", ylabel="loss")
    axes.legend()
    return figure


def plot_prediction(image, probabilities):
    probabilities = probabilities[:10]
    figure, (left, right) = plt.subplots(1, 2)
    left.imshow(image, cmap="gray")
    left.axis("off")
    right.bar(range(len(probabilities)), probabilities)
    right.set(xlabel="class", ylabel="probability", xticks=range(len(probabilities)))
    return figure
