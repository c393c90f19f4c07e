"""An agent that asks mneme over MCP: the official client, against a process of its own or against the server in this one."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from typing import NamedTuple

from mcp import Client, MCPError, StdioServerParameters, stdio_client

from mneme_cli.cli.mcp.server import server
from tests.commands.ask import environment

PATIENCE = 120
"""Seconds; the SDK takes most of a start, and a build machine may have better to do."""


class Heard(NamedTuple):
    """One answer to a call."""

    text: str
    data: dict
    failed: bool


class Agent:
    """The tools and resources as a test calls them; no answer may name a folder of this machine."""

    def __init__(self, client: Client) -> None:
        self.client = client

    async def call(self, tool: str, **given) -> Heard:
        said = await self.client.call_tool(tool, given)
        (content,) = said.content
        return Heard(_clean(content.text), _clean(said.structured_content), _clean(bool(said.is_error)))

    async def may(self, source: str, target: str) -> Heard:
        return await self.call("may", **{"from": source, "to": target})

    async def read(self, uri: str) -> str:
        said = await self.client.read_resource(uri)
        (content,) = said.contents
        assert (content.uri, content.mime_type) == (uri, "text/plain")
        return _clean(content.text)

    async def refused(self, uri: str) -> tuple[int, str, dict]:
        try:
            await self.client.read_resource(uri)
        except MCPError as error:
            return error.code, _clean(error.message), error.data
        raise AssertionError(f"{uri} was read")

    async def listed(self) -> list:
        """Return all resources, page by page."""
        made, cursor = [], None
        while True:
            said = await self.client.list_resources(cursor=cursor)
            made += said.resources
            cursor = said.next_cursor
            if cursor is None:
                return made


def _clean(said):
    assert os.path.realpath(os.getcwd()) not in json.dumps(said)
    return said


def process(*talks, cwd=None, mode="auto", **env):
    """Hold talks with one server in a process of its own; return what they return.

    mode: legacy is the handshake that most clients speak today, auto the newest that both ends know.
    """
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "mneme_cli", "mcp"], cwd=cwd or os.getcwd(), env=environment(**env)
    )

    async def main(errors):
        async with Client(stdio_client(command, errlog=errors), mode=mode) as client:
            return [await talk(Agent(client)) for talk in talks]

    with tempfile.TemporaryFile("w+") as errors:
        made = asyncio.run(asyncio.wait_for(main(errors), PATIENCE))
        errors.seek(0)
        assert "Traceback" not in (log := errors.read()), log
    return made


def here(*talks):
    """Hold talks with a server in this process."""

    async def main():
        async with Client(server()) as client:
            return [await talk(Agent(client)) for talk in talks]

    return asyncio.run(asyncio.wait_for(main(), PATIENCE))
