import os
import pathlib
import sys
import uuid

import ollama
from pypdf import PdfReader
from qdrant_client import QdrantClient
from qdrant_client.models import Distance, PointStruct, VectorParams

client = QdrantClient(url=os.environ["QDRANT_URL"])
client.recreate_collection("rules", VectorParams(size=768, distance=Distance.COSINE))
for path in pathlib.Path(sys.argv[1]).glob("*.pdf"):
    for page in PdfReader(path).pages:
        text = page.extract_text()
        vector = ollama.embed(model="nomic-embed-text", input=text)["embeddings"][0]
        client.upsert("rules", [PointStruct(id=str(uuid.uuid4()), vector=vector, payload={"text": text})])
