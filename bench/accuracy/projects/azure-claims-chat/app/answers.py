import os

from azure.identity.aio import DefaultAzureCredential, get_bearer_token_provider
from azure.search.documents.aio import SearchClient
from openai import AsyncAzureOpenAI

credential = DefaultAzureCredential()
model = AsyncAzureOpenAI(
    azure_endpoint=os.environ["AZURE_OPENAI_ENDPOINT"],
    azure_ad_token_provider=get_bearer_token_provider(
        credential, "https://cognitiveservices.azure.com/.default"
    ),
    api_version="2024-10-21",
)
search = SearchClient(os.environ["SEARCH_ENDPOINT"], "policies", credential)

PROMPT = "Answer only from the clauses below and name their numbers.\n\n{clauses}"


async def answer(text, policy):
    where = f"policy eq '{policy}'" if policy else None
    found = await search.search(text, filter=where, top=6)
    clauses = [f"{hit['number']}: {hit['text']}" async for hit in found]
    reply = await model.chat.completions.create(
        model=os.environ["CHAT_DEPLOYMENT"],
        messages=[
            {"role": "system", "content": PROMPT.format(clauses="\n".join(clauses))},
            {"role": "user", "content": text},
        ],
    )
    return {"answer": reply.choices[0].message.content, "clauses": clauses}
