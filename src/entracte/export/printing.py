"""A paper of the trade in the kinds of file that people pass on: CSV, XLSX, DOCX, PDF."""

from entracte.errors import Missing
from entracte.export.paper import Paper
from entracte.export.sheets import csv, xlsx

FORMS = ("csv", "xlsx", "docx", "pdf")
_EXTRA = "Install them with: pip install 'entracte[papers]'"


def printed(paper: Paper, form: str) -> bytes:
    """The paper as a file of this kind; ``Missing`` where its library is not installed."""
    if form == "csv":
        return csv(paper)
    if form == "xlsx":
        return xlsx(paper)
    try:
        if form == "docx":
            from entracte.export.docx import docx

            return docx(paper)
        from entracte.export.typeset import pdf

        return pdf(paper)
    except ModuleNotFoundError as wrong:
        what = f"What writes {form} files is not installed ({wrong.name})."
        raise Missing(what, _EXTRA) from wrong
