"""e11_parameters: The arithmetic behind the summary: shapes and parameters by hand."""
