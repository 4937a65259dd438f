"""e17_checkpoint: Keep the best epoch: checkpoints."""
