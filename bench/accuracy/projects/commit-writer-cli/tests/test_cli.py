from typer.testing import CliRunner

from commit_writer import cli


def test_nothing_staged(monkeypatch):
    monkeypatch.setattr(cli, "staged", lambda: "")
    assert CliRunner().invoke(cli.app).exit_code == 1
