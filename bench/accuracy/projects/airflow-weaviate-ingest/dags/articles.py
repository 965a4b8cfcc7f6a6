import pendulum
from airflow.decorators import dag, task


@dag(schedule="@daily", start_date=pendulum.datetime(2024, 9, 1), catchup=False)
def articles():
    @task
    def fetch(ds=None):
        import requests

        return requests.get("http://archive.example.test/new", params={"day": ds}).json()

    @task
    def embed(found):
        from openai import OpenAI

        client = OpenAI()
        texts = [a["abstract"] for a in found]
        reply = client.embeddings.create(model="text-embedding-3-small", input=texts)
        return [{**a, "vector": d.embedding} for a, d in zip(found, reply.data)]

    @task
    def store(found):
        import weaviate

        with weaviate.connect_to_local(host="weaviate") as client:
            collection = client.collections.get("Article")
            with collection.batch.dynamic() as batch:
                for a in found:
                    batch.add_object(
                        properties={"title": a["title"], "abstract": a["abstract"]},
                        vector=a["vector"],
                    )

    store(embed(fetch()))


articles()
