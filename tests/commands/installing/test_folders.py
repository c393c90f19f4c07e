"""Folders that an installation made go with it, and no others."""

import os

import pytest


@pytest.mark.parametrize(("scope", "folder"), [("--project", ".github"), ("--user", "~/.copilot")])
def test_uninstalling_leaves_no_empty_folder_and_no_other_goes(shop, mneme, scope, folder):
    folder = os.path.expanduser(folder) if folder.startswith("~") else os.path.join(shop.root, folder)
    mneme("install", "copilot", scope)
    mneme("uninstall", "copilot", scope)
    assert not os.path.exists(folder)

    os.makedirs(os.path.join(folder, "mine"))
    mneme("install", "copilot", scope)
    mneme("uninstall", "copilot", scope)
    assert os.listdir(folder) == ["mine"]
