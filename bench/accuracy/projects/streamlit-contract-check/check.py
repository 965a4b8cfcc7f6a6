import json
import pathlib

import anthropic

client = anthropic.Anthropic()
STANDARD = pathlib.Path("standard.md").read_text()


def differences(contract):
    reply = client.messages.create(
        model="claude-3-5-sonnet-latest",
        max_tokens=4000,
        system="Compare the contract with the standard. JSON list of {title, difference}.\n" + STANDARD,
        messages=[{"role": "user", "content": contract}],
    )
    return json.loads(reply.content[0].text)
