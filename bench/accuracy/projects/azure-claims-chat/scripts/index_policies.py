"""Reads the PDF of an edition, cuts it into clauses and fills the index."""
import os
import sys

from azure.ai.documentintelligence import DocumentIntelligenceClient
from azure.identity import DefaultAzureCredential
from azure.search.documents import SearchClient

credential = DefaultAzureCredential()
reader = DocumentIntelligenceClient(os.environ["DOCINTEL_ENDPOINT"], credential)
search = SearchClient(os.environ["SEARCH_ENDPOINT"], "policies", credential)

with open(sys.argv[1], "rb") as pdf:
    result = reader.begin_analyze_document("prebuilt-layout", pdf).result()
clauses = [
    {"id": str(i), "number": p.content.split(" ", 1)[0], "text": p.content}
    for i, p in enumerate(result.paragraphs)
]
search.upload_documents(clauses)
