"""Schemas of verbs as the shelf will have them, so that these tests do not wait for it."""

SELECTORS = {"type": "array", "items": {"$ref": "#/$defs/selector"}, "minItems": 1, "x-one": True}
ENTRY = {
    "oneOf": [
        {"$ref": "#/$defs/selector"},
        {"type": "array", "items": {"$ref": "#/$defs/selector"}, "minItems": 1},
        {
            "type": "object",
            "properties": {"peers": {"$ref": "#/$defs/selectors"}},
            "required": ["peers"],
            "additionalProperties": False,
        },
    ]
}
VERBS = {
    "forbid": {
        "type": "object",
        "properties": {
            "imports": SELECTORS,
            "packages": SELECTORS,
            "calls": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
            "paths": SELECTORS,
            "on": {
                "type": "array",
                "items": {"enum": ["add", "edit", "delete", "rename"]},
                "minItems": 1,
                "uniqueItems": True,
            },
            "unresolved": {"const": True},
            "through": {"type": "boolean"},
        },
        "additionalProperties": False,
        "minProperties": 1,
    },
    "layers": {
        "type": "object",
        "x-short": "order",
        "properties": {
            "order": {"type": "array", "items": ENTRY, "minItems": 2},
            "direct": {"type": "boolean"},
            "exhaustive": {
                "oneOf": [
                    {"type": "boolean"},
                    {
                        "type": "object",
                        "properties": {"but": SELECTORS},
                        "required": ["but"],
                        "additionalProperties": False,
                    },
                ]
            },
        },
        "required": ["order"],
        "additionalProperties": False,
    },
    "independent": {
        "type": "object",
        "x-short": "units",
        "properties": {
            "units": {"type": "array", "items": {"$ref": "#/$defs/selector"}, "minItems": 2},
            "each_child_of": {"$ref": "#/$defs/selector"},
        },
        "oneOf": [{"required": ["units"]}, {"required": ["each_child_of"]}],
        "additionalProperties": False,
    },
    "limit": {
        "type": "object",
        "properties": {
            "metric": {"enum": ["fan_in", "fan_out", "lines"]},
            "at_most": {"type": "integer", "minimum": 0},
            "at_least": {"type": "integer", "minimum": 0},
        },
        "required": ["metric"],
        "anyOf": [{"required": ["at_most"]}, {"required": ["at_least"]}],
        "additionalProperties": False,
    },
}
