"""Document to bytes. Renderers know documents and themes, never the model's guides or items."""
