"""What a value must look like, by its form."""

import re
from typing import Final

from stakeholders.loading.table import Form

ID_LENGTH: Final = 100
SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_NUMBER: Final = re.compile(r"[0-9]{1,9}", re.ASCII)
_DECIMAL: Final = re.compile(r"-?(?!(?:\.?[0-9]){16})[0-9]+(?:\.[0-9]+)?", re.ASCII)
_URL: Final = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
FORMS: Final = {
    Form.SLUG: (SLUG, "lower-case letters and digits joined by hyphens"),
    Form.ID: (SLUG, "an id: lower-case letters and digits joined by hyphens"),
    Form.NUMBER: (_NUMBER, "a whole number"),
    Form.DECIMAL: (_DECIMAL, "a number such as 7 or 0.8, of at most 15 figures"),
    Form.URL: (_URL, "an address that begins with http://, https:// or mailto:"),
}
