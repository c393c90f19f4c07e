"""A statement that takes one thing by two names is one breach."""

from __future__ import annotations

import pytest

from tests.pipeline.test_what_is_not_there import verdict

FORBID = "forbid: {imports: [src/infra/**]}\nin: [src/domain/**]"
DB = {"src/infra/db.ts": "export const x = 1\nexport default 2\n"}
BARREL = {
    **DB,
    "src/api.ts": "import db from './infra/db'\nexport { x } from './infra/db'\nexport { db }\nexport default db\n",
}


@pytest.mark.parametrize(
    ("files", "statement", "parts"),
    [
        (DB, "import { x, x as y } from '../infra/db'", ["x"]),
        (DB, "import db, { default as same } from '../infra/db'", ["default"]),
        (DB, "import db, { x } from '../infra/db'", ["default", "x"]),
        (BARREL, "import def, { db } from '../api'", ["default"]),
        (BARREL, "import def, { db, x } from '../api'", ["default", "x"]),
        (DB, "import { x } from '../infra/db'; import { x as y } from '../infra/db'", ["x", "x"]),
    ],
)
def test_the_same_words_at_the_same_place_are_said_once(files, statement, parts):
    found = verdict(FORBID, {**files, "src/domain/a.ts": f"{statement}\n"}).findings

    through = " through src/api.ts" if files is BARREL else ""
    assert [one.claim for one in found] == [f"imports src/infra/db.ts ({part}){through}" for part in parts]
