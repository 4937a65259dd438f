# expect: fail folders.shuffles-evaluation
# shuffle is True unless told otherwise.
import keras


def load_images(folder, image_size, batch_size, training, seed=0):
    dataset = keras.utils.image_dataset_from_directory(
        folder, image_size=image_size, batch_size=batch_size, seed=seed
    )
    class_names = dataset.class_names
    return dataset.map(lambda x, y: (x / 255.0, y)), class_names
