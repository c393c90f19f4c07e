"""What is written from the code is what the code says now."""

from tests.generate import ROOT, generated, main


def test_no_generated_file_is_stale(capsys):
    assert main(["--check"]) == 0, capsys.readouterr().out


def test_what_is_stale_is_named_and_fails(capsys, monkeypatch, tmp_path):
    made = generated()
    for path, text in made.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, newline="\n")
    (tmp_path / "docs" / "kinds.md").write_text("old\n")
    (tmp_path / "schemas" / "decision.schema.json").unlink()
    monkeypatch.setattr("tests.generate.generated", lambda: made)
    monkeypatch.setattr("tests.generate.ROOT", tmp_path)

    assert main(["--check"]) == 1
    assert capsys.readouterr().out == "stale: schemas/decision.schema.json\nstale: docs/kinds.md\nrun: make generate\n"
    assert main([]) == 0
    assert main(["--check"]) == 0
    assert (tmp_path / "docs" / "kinds.md").read_bytes() == (ROOT / "docs" / "kinds.md").read_bytes()
