from fastapi import FastAPI
from pydantic import BaseModel

from app.answers import answer

app = FastAPI(title="Claims chat")


class Question(BaseModel):
    text: str
    policy: str | None = None


@app.post("/ask")
async def ask(question: Question):
    return await answer(question.text, question.policy)


@app.get("/healthz")
def healthz():
    return {"ok": True}
