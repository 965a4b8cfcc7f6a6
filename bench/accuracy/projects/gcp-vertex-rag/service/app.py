import os

from flask import Flask, jsonify, request
from google import genai
from google.cloud import aiplatform, firestore

app = Flask(__name__)
client = genai.Client(vertexai=True, project=os.environ["PROJECT"], location="europe-west4")
endpoint = aiplatform.MatchingEngineIndexEndpoint(os.environ["INDEX_ENDPOINT"])
passages = firestore.Client().collection("passages")


@app.post("/answer")
def answer():
    question = request.get_json()["question"]
    vector = client.models.embed_content(model="text-embedding-005", contents=question)
    hits = endpoint.find_neighbors(
        deployed_index_id="handbooks",
        queries=[vector.embeddings[0].values],
        num_neighbors=8,
    )[0]
    texts = [passages.document(hit.id).get().get("text") for hit in hits]
    reply = client.models.generate_content(
        model="gemini-2.0-flash-001",
        contents="\n\n".join(texts) + "\n\nQuestion: " + question,
    )
    return jsonify(answer=reply.text, sources=[hit.id for hit in hits])
