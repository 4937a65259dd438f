"""e28_transfer: A base that has learned elsewhere: transfer learning."""
