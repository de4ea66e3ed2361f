"""Vector pictures as pixels: Word takes SVG only beside a copy in pixels, and other programs not at all.

The same operators as in print are drawn by PDFium, so that both show the same.
"""

from __future__ import annotations

from io import BytesIO

from guidegen.model.image import Image
from guidegen.render.pdf.images import image_object
from guidegen.render.pdf.pdffile import PdfFile, dictionary, reference

#: The longer side in pixels: sharp at 17 cm across.
_SIDE = 2000


def in_pixels(image: Image) -> bytes:
    """A vector picture as a PNG file on white."""
    import pypdfium2

    document = pypdfium2.PdfDocument(_page(image))
    try:
        bitmap = document[0].render(scale=1)
        stream = BytesIO()
        bitmap.to_pil().convert("RGB").save(stream, "PNG")
        return stream.getvalue()
    finally:
        document.close()


def _page(image: Image) -> bytes:
    """A page of so many points that holds the picture alone."""
    scale = _SIDE / max(image.width, image.height)
    width, height = round(image.width * scale), round(image.height * scale)
    file = PdfFile("1.7")
    drawn = image_object(image)
    form = file.add_stream(drawn.data, drawn.entries)
    content = file.add_stream(f"{width} 0 0 {height} 0 0 cm /Im Do".encode("ascii"), {})
    page = {
        "Type": "/Page",
        "Parent": "",
        "MediaBox": f"[0 0 {width} {height}]",
        "Resources": dictionary({"XObject": dictionary({"Im": reference(form)})}),
        "Contents": reference(content),
    }
    pages = file.reserve()
    page["Parent"] = reference(pages)
    number = file.add(dictionary(page))
    file.add(f"<</Type /Pages /Count 1 /Kids [{reference(number)}]>>", pages)
    return file.to_bytes(file.add(dictionary({"Type": "/Catalog", "Pages": reference(pages)})))
