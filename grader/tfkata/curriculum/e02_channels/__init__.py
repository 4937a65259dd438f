"""e02_channels: Axes that count: the channel axis and the batch axis."""
