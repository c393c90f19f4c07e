"""Twelve breaches of one rule in TypeScript, one for each way to write an import, and files that only look like one."""

from __future__ import annotations

import json
import posixpath
from typing import NamedTuple


class Ground(NamedTuple):
    """Where to plant in one npm package.

    base: folder of the sources.  low: folder whose files must not import `high`.  high: a file, without its suffix.
    taken: a name that it exports.  beside: folder of no rule.
    """

    name: str
    version: str
    base: str
    low: str
    high: str
    taken: str
    beside: str

    def prepared(self) -> dict[str, str]:
        """Return what is there before: the rule, an alias, a barrel, and a file that may import `high` where it lies."""
        return {
            "docs/decisions/ADR-0001.yaml": json.dumps(
                {
                    "id": "ADR-0001",
                    "title": "The low folder stands alone",
                    "status": "accepted",
                    "date": "2026-01-01",
                    "rules": {"low": {"forbid": {"imports": [f"{self.high}.ts"]}, "in": [f"{self.low}/**"]}},
                }
            ),
            f"{self.base}tsconfig.json": json.dumps({"compilerOptions": {"paths": {"@planted/*": ["./*"]}}}),
            f"{self.beside}/passing.ts": f'export * from "{self.seen(self.beside)}";\n',
            f"{self.beside}/halfway.ts": f'export {{ {self.taken} }} from "{self.seen(self.beside)}";\n',
            f"{self.beside}/moves.ts": f'// one\nimport {{ {self.taken} }} from "{self.alias()}";\nvoid {self.taken};\n',
        }

    def alias(self) -> str:
        return f"@planted/{self.high.removeprefix(self.base)}"

    def seen(self, folder: str, path: str = "") -> str:
        """Say a file as seen from a folder."""
        written = posixpath.relpath(path or self.high, folder)
        return written if written.startswith(".") else f"./{written}"

    def planted(self) -> dict[str, tuple[str, int]]:
        """Return form → (text, line of the import that breaks); the renamed file is not among them."""
        near, taken = self.seen(self.low), self.taken
        return {
            "plain": (f'const before = 1;\nimport "{near}";\nvoid before;\n', 2),
            "alias": (f'import {{ {taken} as other }} from "{self.alias()}";\nvoid other;\n', 1),
            "relative": (f'/** Words. */\n\nimport * as all from "{near}";\nvoid all;\n', 3),
            "multi_line": (f'import fs from "fs";\n\nimport {{\n  {taken}, // this one\n}} from "{near}";\n', 3),
            "in_function": (f'export async function late() {{\n  return (await import("{near}")).{taken};\n}}\n', 2),
            "type_only": (f'export const one = 1;\nimport type {{ {taken} }} from "{near}";\n', 2),
            "dynamic": (f'const words = "";\nvoid words;\nexport const other = import(`{near}`);\n', 3),
            "require": (f'const {{ {taken}: other }} = require("{near}");\nvoid other;\n', 1),
            "through_a_namespace": (
                f'import * as all from "{self.seen(self.low, self.beside + "/passing")}";\nvoid all.{taken};\n',
                1,
            ),
            "through_a_star": (f'\nexport * from "{self.seen(self.low, self.beside + "/halfway")}";\n', 2),
            "through_a_barrel": (f'import {{ {taken} }} from "{self.seen(self.low, self.beside + "/halfway")}";\n', 1),
        }

    def near(self) -> dict[str, str]:
        """Return form → text of a file that breaks nothing."""
        near, taken = self.seen(self.low), self.taken
        last = self.high.rpartition("/")[2]
        return {
            "comment": f'// import "{near}";\nconst a = 1; // import("{near}")\n/* require("{near}") */\nvoid a;\n',
            "doc": f'/**\n * import {{ {taken} }} from "{near}";\n * @type {{import("{near}").{taken}}}\n */\nexport const a = 1;\n',
            "string": f"export const a = 'import \"{near}\"';\nexport const b = \"require('{near}')\";\n",
            "template": f"export const a = `\nimport {{ {taken} }} from \"{near}\";\nimport('{near}')\n`;\n",
            "alike": f'import "{near}x";\nimport "{self.alias()}x";\nimport "@planted.{last}";\n',
            "shadowed_parameter": f'export function f(require: (name: string) => void) {{\n  require("{near}");\n}}\n',
            "shadowed_variable": f'const require = (name: string) => name;\nexport const a = require("{near}");\n',
            "not_a_literal": f'const name = "{near}";\nexport const a = (end: string) => import(name + end);\n',
            "own_file_of_that_name": f'import {{ {taken} }} from "./near_{last}";\nvoid {taken};\n',
            "namespace_not_used_so": (
                f'import * as all from "{self.seen(self.low, self.beside + "/halfway")}";\n// all.{taken}\n'
                f"export const a = (all: any) => all.{taken};\nvoid all.other;\n"
            ),
            "own_star": f'export * from "./near_{last}";\n',
            "member": f'declare const a: any;\na.require("{near}");\na.import("{near}");\nexport const {taken} = a;\n',
        }
