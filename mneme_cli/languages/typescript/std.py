"""What is built into the runtime: fixed here, so that a verdict does not depend on the node that is installed.

The union of `module.builtinModules` of Node.js 12 to 24. Modules that exist only behind `node:` are told of
in warnings alone: a scheme says it all.
"""

from __future__ import annotations

NAMES = frozenset(
    """
    _http_agent _http_client _http_common _http_incoming _http_outgoing _http_server _stream_duplex
    _stream_passthrough _stream_readable _stream_transform _stream_wrap _stream_writable _tls_common _tls_wrap assert
    assert/strict async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns
    dns/promises domain events fs fs/promises http http2 https inspector inspector/promises module net os path
    path/posix path/win32 perf_hooks process punycode querystring readline readline/promises repl stream
    stream/consumers stream/promises stream/web string_decoder sys timers timers/promises tls trace_events tty url
    util util/types v8 vm wasi worker_threads zlib
    """.split()  # noqa: SIM905 - one word a line would be 70 lines
)
SCHEMED = frozenset(("sea", "sqlite", "test", "test/reporters"))
"""Modules of Node.js that exist only behind `node:`."""
SCHEMES = ("node", "bun", "deno", "cloudflare")
"""Schemes of modules that a runtime brings along."""


def std(name: str) -> bool:
    """Tell whether a module is built into the runtime."""
    return name in NAMES or name.partition(":")[0] in SCHEMES


def modules() -> frozenset[str]:
    """Return every module of Node.js."""
    return NAMES | SCHEMED


def target(written: str) -> str:
    """Return the target of a built-in module, "" if it is none."""
    scheme, colon, rest = written.partition(":")
    if colon:
        return f"std:{scheme}/{rest}" if scheme in SCHEMES else ""
    return f"std:node/{written}" if written in NAMES else ""
