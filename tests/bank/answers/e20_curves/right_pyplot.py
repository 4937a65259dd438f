# expect: pass
# pyplot's current figure throughout; nothing is created by hand, gcf at the end.
import matplotlib.pyplot as plt
import numpy as np


def plot_history(history):
    plt.plot(history["loss"])
    plt.plot(history["val_loss"])
    plt.title("model loss")
    plt.ylabel("loss")
    plt.xlabel("epoch")
    plt.legend(["train", "val"], loc="upper right")
    return plt.gcf()


def plot_prediction(image, probabilities):
    plt.figure(figsize=(6, 3))
    plt.subplot(1, 2, 1)
    plt.imshow(image, cmap=plt.cm.binary)
    plt.xticks([])
    plt.yticks([])
    plt.subplot(1, 2, 2)
    plt.xticks(range(len(probabilities)))
    bars = plt.bar(range(len(probabilities)), probabilities, color="#777777")
    plt.ylim([0, 1])
    bars[int(np.argmax(probabilities))].set_color("red")
    plt.tight_layout()
    return plt.gcf()
