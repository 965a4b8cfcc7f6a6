import os

import ollama
import streamlit as st
from qdrant_client import QdrantClient

client = QdrantClient(url=os.environ["QDRANT_URL"])

st.title("House rules")
question = st.chat_input("Ask about the house rules")
if question:
    st.chat_message("user").write(question)
    vector = ollama.embed(model="nomic-embed-text", input=question)["embeddings"][0]
    hits = client.query_points("rules", query=vector, limit=5).points
    context = "\n\n".join(hit.payload["text"] for hit in hits)
    stream = ollama.chat(
        model="llama3.1",
        messages=[
            {"role": "system", "content": "Answer from these rules only:\n" + context},
            {"role": "user", "content": question},
        ],
        stream=True,
    )
    st.chat_message("assistant").write_stream(part["message"]["content"] for part in stream)
