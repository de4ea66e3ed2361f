"""One module for each format, with `recognise`, `read`, `write` and `limit` as the table asks for them."""
