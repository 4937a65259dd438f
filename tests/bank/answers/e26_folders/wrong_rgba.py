# expect: fail folders.alpha-kept
# Four channels, so that nothing is lost.
import keras


def load_images(folder, image_size, batch_size, training, seed=0):
    dataset = keras.utils.image_dataset_from_directory(
        folder, color_mode="rgba", image_size=image_size, batch_size=batch_size, shuffle=training, seed=seed
    )
    class_names = dataset.class_names
    return dataset.map(lambda x, y: (x / 255.0, y)), class_names
