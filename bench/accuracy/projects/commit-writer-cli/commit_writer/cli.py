import subprocess

import typer
from openai import OpenAI

app = typer.Typer()
STYLE = "Write a commit message: a line of at most 60 characters, a blank line, then why."


def staged() -> str:
    return subprocess.run(
        ["git", "diff", "--staged"], capture_output=True, text=True, check=True
    ).stdout


@app.command()
def write(model: str = "gpt-4o-mini"):
    changes = staged()
    if not changes:
        raise typer.Exit(1)
    reply = OpenAI().chat.completions.create(
        model=model,
        messages=[{"role": "system", "content": STYLE}, {"role": "user", "content": changes[:20000]}],
    )
    typer.echo(reply.choices[0].message.content)
