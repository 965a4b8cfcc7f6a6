import os

import psycopg


class Parcels:
    def __init__(self, address):
        self.connection = psycopg.connect(address)

    def get(self, number):
        row = self.connection.execute(
            "select number, state, seen_at from parcels where number = %s", (number,)
        ).fetchone()
        return row and {"number": row[0], "state": row[1], "seen_at": row[2].isoformat()}


def parcels():
    return Parcels(os.environ["DATABASE_ADDRESS"])
