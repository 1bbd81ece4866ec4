"""The text of a PDF that has one.

Needs pypdf (the extra ``pdf``); imported only when such a file is read.
"""

import io

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError

__all__ = ["NotReadable", "pdf_text"]

# fewer letters than this on a page on average: a scan with a stamp or a page number
_LETTERS = 20


class NotReadable(Exception):
    """Why there is no text: ``rule`` is the finding's id, the message its reason."""

    def __init__(self, rule: str, reason: str = "") -> None:
        super().__init__(reason)
        self.rule = rule


def pdf_text(raw: bytes) -> str:
    """The text page by page, its lines as they are laid out. Raises NotReadable."""
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotReadable("act.pdf-encrypted")
        pages = [page.extract_text() for page in reader.pages]
    except (NotReadable, FileNotDecryptedError) as error:
        raise error if isinstance(error, NotReadable) else NotReadable("act.pdf-encrypted") from None
    except PyPdfError as error:
        raise NotReadable("act.not-pdf", type(error).__name__) from None
    except Exception as error:  # a broken file makes the library raise what its parts raise
        rule = "act.pdf-encrypted" if "cryptography" in str(error).lower() else "act.not-pdf"
        raise NotReadable(rule, type(error).__name__) from None
    letters = sum(char.isalpha() for page in pages for char in page)
    if letters < _LETTERS * max(1, len(pages)):
        raise NotReadable("act.pdf-no-text")
    return "\n".join(pages)
