"""The configurations of dependency-cruiser, eslint-plugin-boundaries and Nx, as small as they come."""

from __future__ import annotations

import json

SEES = {"tsPreCompilationDeps": True, "detectJSDocImports": True}


def cruised(*forbidden, options=SEES, **more):
    used = {"ruleSetUsed": {"forbidden": list(forbidden), **more}, "optionsUsed": options, "violations": []}
    return json.dumps({"summary": used})


def one(name="r", severity="error", **given):
    return {"name": name, "severity": severity, **given}


def boundaries(rule, elements=None):
    elements = elements or [{"type": name, "pattern": f"{name}/*"} for name in ("ui", "app", "lib")]
    return json.dumps({"settings": {"boundaries/elements": elements}, "rules": {"boundaries/element-types": rule}})


def nx(*constraints):
    rule = ["error", {"depConstraints": list(constraints)}]
    return json.dumps({"overrides": [{"files": "*", "rules": {"@nx/enforce-module-boundaries": rule}}]})
