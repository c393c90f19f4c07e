"""Our own event and reply, as `schemas/event.schema.json` and `schemas/reply.schema.json` publish them.

For whoever brings an agent of their own: no dialect to learn, and nothing of ours to change.
"""

from __future__ import annotations

from mneme_cli.harnesses import Harness
from mneme_cli.harnesses._neutral import answer, read

HARNESS = Harness(read=read, answer=answer)
