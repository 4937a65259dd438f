"""e26_folders: From a folder to batches: real pictures."""
