"""Put on the path of a hook whose compiler is under test: a busy machine must not take the deadline from it."""

from mneme_cli.commands import hook

hook.DEADLINE = 60.0
