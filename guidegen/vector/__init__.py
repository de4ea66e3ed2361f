"""Pictures made of lines and areas: SVG files, checked and turned into page operators."""
