"""Items: one module for each kind, and `record` with the table of them."""
