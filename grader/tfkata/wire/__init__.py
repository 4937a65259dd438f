"""What crosses between processes: the codec, the channel, frames with descriptors, size limits, messages."""
