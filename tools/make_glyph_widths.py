"""Write the table of glyph widths that the charts measure text with.

    pip install fonttools
    python tools/make_glyph_widths.py FOLDER_OF_FONTS > src/stakeholders/charts/glyphs.py

A reader's machine has one of the fonts that the pictures name, and we cannot know which. So each
character takes the width of the widest: Liberation Sans (the widths of Arial and Helvetica) and
DejaVu Sans (the widest that is common). Text that fits by this table fits with either.
"""

import base64
import sys
import zlib
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-not-found]  # not needed to run or test

FACES = {
    "REGULAR": ("LiberationSans-Regular", "DejaVuSans", "LiberationSans-Italic"),
    "BOLD": ("LiberationSans-Bold", "DejaVuSans-Bold"),
}
SPANS = ((0x20, 0x590), (0x5D0, 0x700), (0x1E00, 0x2000), (0x2000, 0x2300), (0x2500, 0x27C0))


def measure(folder: Path, names: tuple[str, ...]) -> bytes:
    """Return the widest width of every character of the spans, in hundredths of an em."""
    fonts = [TTFont(next(folder.rglob(f"{name}.ttf"))) for name in names]
    tables = [(f.getBestCmap(), f["hmtx"].metrics, f["head"].unitsPerEm) for f in fonts]

    def widest(code: int) -> int:
        found = [metrics[cmap[code]][0] / em for cmap, metrics, em in tables if code in cmap]
        return min(254, -(-int(max(found) * 10_000) // 100)) if found else 255

    return bytes(widest(code) for first, end in SPANS for code in range(first, end))


def main(folder: str) -> None:
    """Print the module."""
    print('"""Widths of glyphs, made by tools/make_glyph_widths.py; 255 stands for no glyph."""\n')
    print(f"SPANS = {SPANS!r}")
    for face, names in FACES.items():
        packed = base64.b85encode(zlib.compress(measure(Path(folder), names), 9)).decode()
        lines = [packed[i : i + 88] for i in range(0, len(packed), 88)]
        body = "\n".join(f'    "{line}"' for line in lines)
        print(f"{face} = (\n{body}\n)")


if __name__ == "__main__":
    main(sys.argv[1])
