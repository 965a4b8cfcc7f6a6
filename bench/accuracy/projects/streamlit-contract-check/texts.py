import docx
import pypdf


def text_of(upload):
    if upload.name.endswith(".pdf"):
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(upload).pages)
    return "\n".join(p.text for p in docx.Document(upload).paragraphs)
