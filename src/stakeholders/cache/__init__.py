"""What was read once, kept in the user's cache folder as columns in mapped memory.

Only data are kept, never objects: whole numbers, and texts. An entry that is torn, of another
version, or written by anybody else is not used, and the files are read again.
"""

from stakeholders.cache.composing import NEW, Kept, compose, is_small
from stakeholders.cache.entries import DIGEST, Entry, Key, settle, write
from stakeholders.cache.folder import CacheError, Contents, clear, find_folder, look_into
from stakeholders.cache.layout import Shape
from stakeholders.cache.rows import Columns, Rows, read_field

__all__ = [
    "DIGEST",
    "NEW",
    "CacheError",
    "Columns",
    "Contents",
    "Entry",
    "Kept",
    "Key",
    "Rows",
    "Shape",
    "clear",
    "compose",
    "find_folder",
    "is_small",
    "look_into",
    "read_field",
    "settle",
    "write",
]
