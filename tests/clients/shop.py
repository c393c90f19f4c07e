"""The scratch repository: a small shop whose domain may not know the database, and says where it may be known."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from tests.repo import Repo

if TYPE_CHECKING:
    from pathlib import Path

DATABASE = "sqlite3"
RULE = "ADR-0007"
SAY = "ask shop/storage for rows, it alone knows the database"
DECISION = "docs/decisions/ADR-0007-domain.yaml"
SMUGGLED = "shop/domain/rows.py"
LEDGER = "shop/domain/ledger.py"
LAWFUL_LEDGER = "shop/storage/ledger.py"

BAD = f"import {DATABASE}\n\n\ndef rows():\n    return {DATABASE}.connect('shop.db').execute('select 1')\n"
PRICE = "from decimal import Decimal"
BAD_PRICE = f"import {DATABASE}"
GOOD_PRICE = "from decimal import ROUND_HALF_UP, Decimal"

SMUGGLE = f"echo {base64.b64encode(BAD.encode()).decode()} | base64 -d > {SMUGGLED}"
"""No reader of shell can know what this writes; where it writes is plain, and what it wrote is on the disk."""

FILES: dict[str, str | bytes] = {
    "shop/__init__.py": "",
    "shop/domain/__init__.py": "",
    "shop/domain/price.py": f"{PRICE}\n\n\ndef gross(net):\n    return net * Decimal('1.19')\n",
    "shop/storage/__init__.py": f"import {DATABASE}\n\n\ndef rows():\n    return []\n",
    DECISION: f"""\
id: {RULE}
title: The domain knows no database
status: accepted
date: 2026-01-05
by: [ana]
rules:
  no-database:
    forbid:
      imports: [{DATABASE}]
    in:
      - shop/domain/**
    say: {SAY}
context: |
  A price must be right without a database at hand.
decision: |
  Only shop/storage imports {DATABASE}.
""",
}


def build(root: Path) -> Repo:
    """Make the repository, with everything committed."""
    repo = Repo.make(root)
    repo.commit("a shop", FILES)
    return repo
