import os

import httpx
from google.adk.agents import Agent

desk = httpx.Client(base_url=os.environ.get("DESK_URL", "http://localhost:8080"))


def free_tables(restaurant: str, day: str, people: int) -> list:
    """Free tables of a restaurant on a day."""
    return desk.get("/tables", params={"r": restaurant, "day": day, "n": people}).json()


def book_table(table: str, guest: str) -> dict:
    """Books a table for a guest."""
    return desk.post(f"/tables/{table}/bookings", json={"guest": guest}).json()


def call_taxi(room: str, when: str) -> dict:
    """Orders a taxi to the front door."""
    return desk.post("/taxis", json={"room": room, "when": when}).json()


root_agent = Agent(
    name="concierge",
    model="gemini-2.5-flash",
    instruction="Help the guest. Ask before you book anything that costs money.",
    tools=[free_tables, book_table, call_taxi],
)
