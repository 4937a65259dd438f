# expect: fail folders.crops
# Keras keeps the ratio by cutting.
import keras


def load_images(folder, image_size, batch_size, training, seed=0):
    dataset = keras.utils.image_dataset_from_directory(
        folder, image_size=image_size, batch_size=batch_size, shuffle=training, crop_to_aspect_ratio=True, seed=seed
    )
    class_names = dataset.class_names
    return dataset.map(lambda x, y: (x / 255.0, y)), class_names
