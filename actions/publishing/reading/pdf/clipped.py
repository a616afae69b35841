"""Text that a print cut off: characters that reach out of the area that is drawn."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from actions.publishing.limits import limits


def cut_pages(document: pdfium.PdfDocument) -> list[int]:
    """Numbers, from 1, of pages where text reaches beyond the right of its clipping path.

    Browsers print what fits the paper and clip the rest (ISO 32000-1, 8.5.4): the end of each
    line is lost, and nothing else shows it.
    """
    return [index + 1 for index, page in enumerate(document) if _is_cut(page)]


def _is_cut(page: pdfium.PdfPage) -> bool:
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,)):
        right = _right_of_clip(item.raw)
        if right is not None and item.get_bounds()[2] > right + limits().cut_points:
            return True
    return False


def _right_of_clip(item: Any) -> float | None:  # noqa: ANN401 - a C pointer
    clip = raw.FPDFPageObj_GetClipPath(item)
    rights = []
    for path in range(max(0, raw.FPDFClipPath_CountPaths(clip))):
        xs = []
        for index in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
            segment = raw.FPDFClipPath_GetPathSegment(clip, path, index)
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            xs.append(x.value)
        if xs:
            rights.append(max(xs))
    return min(rights) if rights else None
