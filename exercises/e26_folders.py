"""From a folder to batches: real pictures

Real pictures do not come as one array. They lie in folders, one for each class, and no two need have the same
size or format:

    insects/
        ant/    0001.jpg   0002.JPG   notes.txt
        bee/    img 7.png  img 12.jpeg
        wasp/                                        (no pictures yet)

A batch, though, is one array: every picture in it needs the same height, the same width and the same number of
channels. `load_images` makes batches of such a folder:

| part    | what is wanted |
|---------|----------------|
| files   | in each class folder, those whose names end in `.png`, `.jpg` or `.jpeg`, in capitals too; all others are ignored, and so is what lies beside the class folders |
| pictures| float32 `(batch, height, width, 3)` in 0..1 (a byte of 255 is 1.0); `image_size` is `(height, width)`, as everywhere in Keras |
| size    | the whole picture is stretched to `image_size`: nothing is cut off, nothing is added, even if it looks squeezed. Any interpolation will do that stays in 0..1 |
| colours | grey pictures get three equal channels; of an RGBA picture the alpha channel is dropped, not blended with a background |
| labels  | integers `(batch,)`: the place of the class in `class_names` |
| classes | `class_names`, the names of all class folders in the order of `sorted()`, as a list of text; a folder without pictures counts, too |
| order   | for training the whole set shuffled, again in every epoch; otherwise the same order each time |
| end     | the dataset is finite and keeps the last, smaller batch |

Why sorted? `os.listdir` gives names in whatever order the disk has them, and that order differs between
machines. A model trained on yours would then call ants wasps on mine.

Why is shuffling the file names better than shuffling pictures? A buffer of 10,000 names is nothing; a buffer
of 10,000 decoded pictures may be more than your memory. A buffer smaller than the set mixes only neighbours,
and in folders neighbours are of one class.

Two data sets made with the same `seed` give the same epochs. If no class folder has a picture, raise a
`ValueError`: better now than in the middle of the night. Nothing in the folder is changed. You may use what
Keras has for this, but read what it does by default; what it would read besides (`.gif` and `.bmp`, folders within
class folders) does not occur here.

    >>> dataset, class_names = load_images("insects", (64, 96), 32, training=True)
    >>> class_names
    ['ant', 'bee', 'wasp']
    >>> images, labels = next(iter(dataset))
    >>> images.shape, labels.numpy()
    (TensorShape([4, 64, 96, 3]), array([1, 0, 0, 1]))
"""

from pathlib import Path

import tensorflow as tf


def load_images(folder, image_size, batch_size, training, seed=0):
    """A folder with a subfolder per class -> (finite tf.data.Dataset of batches (images, labels), class_names)."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
