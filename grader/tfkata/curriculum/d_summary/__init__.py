"""d_summary: the code behind a random table of layers. The seed says which table is asked."""
