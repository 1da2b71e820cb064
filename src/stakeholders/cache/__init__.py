"""What was read once, kept in the user's cache folder as columns in mapped memory.

Only data are kept, never objects: whole numbers, and texts. An entry that is torn, of another
version, or written by anybody else is not used, and the files are read again.
"""

from stakeholders.cache.entries import Entry, Kept, Key, Stamp, keep, settle
from stakeholders.cache.folder import CacheError, Contents, clear, find_folder, look_into
from stakeholders.cache.layout import Shape
from stakeholders.cache.rows import Columns, Rows

__all__ = [
    "CacheError",
    "Columns",
    "Contents",
    "Entry",
    "Kept",
    "Key",
    "Rows",
    "Shape",
    "Stamp",
    "clear",
    "find_folder",
    "keep",
    "look_into",
    "settle",
]
