"""A prompt names files as people and editors write them, and the agent is told what holds there."""

import pytest

from tests.hooks.shop import ORDER, build, hook


@pytest.fixture
def shop(repo):
    repo.write({".github/a.yml": "x\n", "shop/(group)/page.py": "x = 1\n"})
    return build(repo)


def told(repo, prompt):
    event = {"hook_event_name": "UserPromptSubmit", "session_id": "s1", "cwd": repo.root, "prompt": prompt}
    return hook("claude", event, "prompt").out.decode()


@pytest.mark.parametrize(
    "name",
    [
        "{}",
        "{}.",
        "./{}",
        "`{}`",
        "@{}",
        '"@{}"',
        "({})",
        "**{}**",
        "{}:3",
        "{}:3:7",
        "@{}:3",
        "{}#L3",
        "@{}#L3-9",
        "[x]({})",
        "[order.py]({}#L3)",
        "see[x]({}:3),",
        "{}'s",
        "{}\u2019s",
        "`{}`'s",
        "README.md,{}",
        "nowhere.py|{}",
        "\0{}",
    ],
)
def test_a_path_is_known_whatever_stands_around_it(shop, name):
    assert "ADR-0001#no-db" in told(shop, f"mend {name.format(ORDER)} please")


@pytest.mark.parametrize(
    "name", ["order.py", "shop.domain", "shop", ":", "@", "#", "http://shop/domain/order.py", "..."]
)
def test_what_names_no_file_gets_no_packet(shop, name):
    assert told(shop, f"mend {name} please") == ""
