# expect: fail folders.not-scaled
# What Keras returns is 0..255.
import keras


def load_images(folder, image_size, batch_size, training, seed=0):
    dataset = keras.utils.image_dataset_from_directory(
        folder, image_size=image_size, batch_size=batch_size, shuffle=training, seed=seed
    )
    class_names = dataset.class_names
    return dataset, class_names
