"""The language of a PDF, for screen readers. Qt writes none into its PDFs."""

import re

_CATALOG = re.compile(rb"(?<=\n)(\d+) 0 obj\s*<<\s*(/Type /Catalog.*?)>>\s*endobj", re.DOTALL)
_TRAILER = re.compile(rb"trailer\s*<<\s*(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*$", re.DOTALL)


def with_language(pdf: bytes, language: str) -> bytes:
    """Return a PDF that says in which language it is.

    The catalogue is written once more behind the end, as PDF provides for changes (ISO 32000-1, 7.5.6).

    Parameters
    ----------
    pdf : bytes
        As Qt writes it: a table of references, no stream of them.
    language : str
        As in BCP 47: ``en-GB``.

    Raises
    ------
    ValueError
        If it is not built so.
    """
    catalog, trailer = _CATALOG.search(pdf), _TRAILER.search(pdf)
    if catalog is None or trailer is None or b"/Prev" in trailer[1]:
        raise ValueError("this PDF is not as Qt writes it")
    body = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    number, at = int(catalog[1]), len(body)
    body += b"%d 0 obj\n<<\n%s/Lang (%s)\n>>\nendobj\n" % (number, catalog[2], language.encode("ascii"))
    table = len(body)
    return body + b"xref\n%d 1\n%010d 00000 n \ntrailer\n<<\n%s/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n" % (
        *(number, at, trailer[1], trailer[2], table),
    )
