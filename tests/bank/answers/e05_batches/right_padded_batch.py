# expect: pass
# padded_batch where nothing needs padding; the steps applied from a list.
import numpy as np
import tensorflow as tf

def make_dataset(images: np.ndarray, labels: np.ndarray, batch_size: int, training: bool, seed: int = 0) -> tf.data.Dataset:
    images = (images / 255).astype(np.float32)[:, :, :, None]
    dataset = tf.data.Dataset.from_tensor_slices((images, labels.astype('int64')))
    steps = [lambda d: d.shuffle(len(images), seed=seed)] if training else []
    steps.append(lambda d: d.padded_batch(batch_size, padded_shapes=(images.shape[1:], ())))
    for step in steps:
        dataset = dataset.apply(step)
    return dataset
