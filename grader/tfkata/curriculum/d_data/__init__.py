"""d_data: the drills about small arrays: one-hot rows, scaling, splitting, windows. The seed says which variant is asked."""
