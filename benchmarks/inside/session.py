"""A packet of a stored policy, as a hook tells it: read, worded, written, and away without tearing down.

Run the inner door's way: `python -I -S -E …/session.py ROOT [PATH …]`; with paths it is the packet of these files.
"""

from __future__ import annotations

import gc
import sys

if __name__ == "__main__":
    gc.disable()
    sys.path.insert(0, __file__.rpartition("/benchmarks/")[0])
    from mneme_cli.pipeline.compiled import for_hook
    from mneme_cli.pipeline.packet import of_paths, session

    policy, note = for_hook(sys.argv[1], lambda _share=1.0: False)
    if policy is None or note:
        sys.exit(note or "there is no policy")
    sys.stdout.write(of_paths(policy, sys.argv[2:]) if sys.argv[2:] else session(policy))
    sys.stdout.flush()
    from posix import _exit

    _exit(0)
