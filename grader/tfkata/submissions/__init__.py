"""Who handed in what, and which text answers an exercise. Nothing is unpacked, followed or run."""
