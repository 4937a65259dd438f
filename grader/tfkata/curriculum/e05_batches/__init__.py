"""e05_batches: A pipeline that feeds: batches from tf.data."""
