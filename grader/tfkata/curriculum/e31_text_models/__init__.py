"""e31_text_models: Three ways to read: average, convolve, remember."""
