"""Photographs and scans (PNG, JPEG, BMP, TIFF, WebP): what is printed on them, recognised."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from actions.publishing.limits import limits
from actions.publishing.reading.content import Content
from actions.publishing.reading.lines import Line, block_of, body_size, paragraphs
from actions.publishing.reading.recognising import Picture, lines_of, recognise, unsure
from actions.publishing.wording import refuse, warn

_READ = ("PNG", "JPEG", "BMP", "TIFF", "WEBP")


def read_picture(data: bytes) -> Content:
    """Read a picture, each of its frames as a page.

    Raises:
        Refusal: ``broken``, ``picture_too_large``, ``too_many_scanned_pages``, or of recognition.
    """
    lines: list[Line] = []
    warnings = [warn("recognised")]
    for number, picture in enumerate(_frames(data), start=1):
        pieces = recognise(picture)
        lines += lines_of(pieces, number)
        warnings += unsure(pieces)
    usual = body_size(lines)
    groups = paragraphs(lines)
    blocks = tuple(block_of(group, number, usual) for number, group in enumerate(groups, start=1))
    return Content(blocks, tuple(warnings), proof_read=False)


def _frames(data: bytes) -> list[Picture]:
    most = limits()
    # The size stands in the head of the file; nothing is unpacked to learn it.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(data), formats=_READ) as image:
            count = getattr(image, "n_frames", 1)
            if count > most.recognised_pages:
                raise refuse("too_many_scanned_pages", pages=count, most=most.recognised_pages)
            frames = []
            for index in range(count):
                image.seek(index)
                pixels = image.width * image.height / 1_000_000
                if pixels > most.picture_megapixels:
                    raise refuse(
                        "picture_too_large",
                        megapixels=round(pixels),
                        most=most.picture_megapixels,
                    )
                frames.append(_pixels(image))
            return frames
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise refuse("broken") from error


def _pixels(image: Image.Image) -> Picture:
    upright = ImageOps.exif_transpose(image) or image
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright.convert("RGBA"), mask=upright.convert("RGBA").getchannel("A"))
    share = (limits().page_megapixels * 1_000_000 / max(1, flat.width * flat.height)) ** 0.5
    if share < 1:
        flat = flat.resize((max(1, int(flat.width * share)), max(1, int(flat.height * share))))
    return np.asarray(flat)[:, :, ::-1].copy()
