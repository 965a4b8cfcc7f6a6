def test_prompt():
    from src.digest import app

    assert app.PROMPT.endswith("\n\n")
