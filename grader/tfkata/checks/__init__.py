"""What the checks of an exercise are written with. `kit` is the authors' interface and gathers the rest."""
