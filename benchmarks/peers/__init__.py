"""Other programs that set the same content, for comparison. None is needed to use guidegen; each may be missing."""
