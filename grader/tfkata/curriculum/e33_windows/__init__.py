"""e33_windows: Windows over time: from a series to samples, and what a forecast has to beat."""
