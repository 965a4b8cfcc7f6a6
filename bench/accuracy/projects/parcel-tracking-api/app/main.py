from fastapi import FastAPI, HTTPException

from app.store import parcels

app = FastAPI(title="Parcels")


@app.get("/parcels/{number}")
def parcel(number: str):
    found = parcels().get(number)
    if found is None:
        raise HTTPException(404)
    return found
