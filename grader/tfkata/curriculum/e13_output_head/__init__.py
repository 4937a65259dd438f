"""e13_output_head: The output head: units, activation and loss that belong together."""
