"""Cuts handbooks in the bucket into passages, embeds them and upserts them into the index."""
import os

from google import genai
from google.cloud import aiplatform, storage

client = genai.Client(vertexai=True, project=os.environ["PROJECT"], location="europe-west4")
index = aiplatform.MatchingEngineIndex(os.environ["INDEX"])
bucket = storage.Client().bucket(os.environ["BUCKET"])


def passages(text, size=1200):
    return [text[i : i + size] for i in range(0, len(text), size)]


for blob in bucket.list_blobs(prefix="incoming/"):
    parts = passages(blob.download_as_text())
    vectors = client.models.embed_content(model="text-embedding-005", contents=parts).embeddings
    index.upsert_datapoints(
        [
            {"datapoint_id": f"{blob.name}-{n}", "feature_vector": v.values}
            for n, v in enumerate(vectors)
        ]
    )
