from app.answers import PROMPT


def test_prompt_names_clauses():
    assert "{clauses}" in PROMPT
