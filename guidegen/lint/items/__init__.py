"""Rules about items (Q): how stems and options are written. One module a rule."""
