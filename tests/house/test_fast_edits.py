"""The fast path of every kind of edit: patches, commands and cells."""

import os
import subprocess
import sys

import pytest

from tests.house.inner import HEAD, HEAVY, ROOT, RULES, hook

EVENT = """
import sys
from mneme_cli.model.event import Edit, Event
from mneme_cli.pipeline.edit import judged
cwd, how, text = sys.argv[1:]
event = Event(harness="claude", moment="pre-tool", cwd=cwd, edits=(Edit(path="n.ipynb" * (how == "cell"), how=how, text=text),))
print(judged(event, lambda share=1.0: False).outcome)
"""


def event(shop, how, text):
    """Judge one edit as an adapter hands it over; return the outcome and the modules that were imported."""
    paths = f"import sys; sys.path[:0] = {[str(ROOT), *sys.path]!r}"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-E", "-X", "importtime", "-c", f"{paths}\n{EVENT}", str(shop), how, text],
        capture_output=True,
        check=True,
        env={"PATH": os.environ["PATH"]},
    )
    lines = done.stderr.decode().splitlines()
    return done.stdout.decode().strip(), {line.rpartition("|")[2].strip() for line in lines}


PATCH = "*** Begin Patch\n*** Update File: src/shop/domain/order.py\n@@\n-{}\n+import shop.infra.db\n*** End Patch\n"
BASH = "cd src && cat > shop/domain/order.py <<'EOF'\nimport shop.infra.db\nEOF\n"
DENIED = [
    ("patch", PATCH.format("import decimal")),
    ("patch", PATCH.format("no such line")),
    ("shell", BASH),
    (
        "shell",
        "bash -c 'echo import shop.infra.db > src/shop/domain/order.py' && git mv a b && cp -r x y && sed -i s/a/b/ q",
    ),
    ("shell", "apply_patch <<'EOF'\n" + PATCH.format("import decimal") + "EOF\n"),
    ("cell", "import shop.infra.db"),
]


@pytest.mark.parametrize(("how", "text"), DENIED, ids=lambda value: value[:20])
def test_every_kind_of_edit_stays_on_the_fast_path(shop, how, text):
    rule = RULES["forbid imports"].partition("    in:")[0]
    (shop / "docs" / "decisions" / "ADR-0001.yaml").write_text(HEAD + rule)
    hook(shop, text="import decimal\n")

    outcome, modules = event(shop, how, text)

    assert outcome == "block"
    assert modules & HEAVY == set()


def test_a_command_that_writes_nothing_loads_no_grammar(shop):
    (shop / "docs" / "decisions" / "ADR-0001.yaml").write_text(HEAD + RULES["forbid imports"])
    hook(shop, text="import decimal\n")

    outcome, modules = event(shop, "shell", "grep -rn decimal src | head -5")

    assert outcome == "allow"
    assert {
        "tree_sitter._binding",
        "tree_sitter_bash._binding",
        "mneme_cli.evidence.edit.shell.walk",
        "re",
    } & modules == set()
