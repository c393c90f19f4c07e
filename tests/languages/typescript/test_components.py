"""Script blocks of components: read with the lines of the whole file."""

from __future__ import annotations

import pytest

COMPONENT = """<template>
  <p>import "./no" don't `</p>
</template>
<!-- <script>import "./no"</script> -->
<script setup lang="ts" generic="T > U">
import A, {type B} from './a'
</script>
<script>
export default {}
import "./b"
</script>
<style>@import "./no";</style>
"""


@pytest.mark.parametrize("path", ["a.vue", "a.svelte"])
def test_script_blocks_with_the_lines_of_the_whole_file(read, path):
    assert [(row[0], row[2], row[3], row[5]) for row in read(COMPONENT, path)] == [
        (6, "./a", "default", "runtime"), (6, "./a", "B", "type"), (10, "./b", "", "runtime"),
    ]  # fmt: skip


SOURCED = [
    ('<script src="./x.ts"></script>\n', [(1, "./x.ts")]),
    ("<template/>\n<script lang='ts' src='./x.ts' />\n", [(2, "./x.ts")]),
    ('<script\n  setup\n  src = "pkg/x"\n  lang="tsx"\n></script>\n<script>\nimport "./b"\n</script>\n', [(1, "pkg/x"), (7, "./b")]),
    ('<script lang="ts" :src="./x.ts" data-src="./y.ts"></script>\n', []),
    ('<!-- <script src="./x.ts"></script> -->\n', []),
    ('<script src="https://example.org/x.js"></script>\n<script src="/x.js"></script>\n<script src="{base}/x"></script>', []),
    ('<template src="./x.html" /><style src="./x.css" />\n<script>src="./x.ts"</script>', []),
]  # fmt: skip


@pytest.mark.parametrize(("source", "rows"), SOURCED)
@pytest.mark.parametrize("path", ["a.vue", "a.svelte"])
def test_a_script_that_lies_in_a_file_of_its_own(read, path, source, rows):
    assert [(row[0], row[2]) for row in read(source, path)] == rows


@pytest.mark.parametrize("lang", ["tsx", "jsx"])
def test_a_script_with_tags(read, lang):
    source = (
        f"<script setup lang=\"{lang}\">\nimport A from './a'\nconst a = <A b={{1}}>it's</A>\nimport './b'\n</script>\n"
    )
    assert [(row[0], row[2]) for row in read(source, "a.vue")] == [(2, "./a"), (4, "./b")]


def test_a_script_without_tags_may_cast(read):
    source = "<script lang='ts'>\nconst a = <A>b\nimport './b'\n</script>\n"
    assert [(row[0], row[2]) for row in read(source, "a.vue")] == [(3, "./b")]
