"""By its name alone: which file is a manifest or a lock, and the folder that it speaks for."""

from __future__ import annotations

import pytest

from mneme_cli.model.entry import manifest, project

LISTS = {
    "requirements.txt": "",
    "requirements.in": "",
    "requirements.pip": "",
    "a/test-requirements.txt": "a/",
    "a/requirements_dev.txt": "a/",
    "requirements/redis.txt": "",
    "requirements/extras/redis.txt": "",
    "requirements/a/b/c.in": "",
    "apps/api/requirements/extras/s3.txt": "apps/api/",
    "requirements/tool/requirements/x.txt": "",
    "requirements/extras/constraints.txt": "",
    "constraints-3.11.txt": "",
}
OTHERS = ("requirements/README.rst", "my_requirements/a.txt", "requirements2/a.txt", "docs/robots.txt", "requirements")


@pytest.mark.parametrize("path", sorted(LISTS))
def test_a_list_of_requirements_speaks_for_the_folder_above_all_folders_of_lists(path):
    assert (manifest(path), project(path)) == ("requirements", LISTS[path])


@pytest.mark.parametrize("path", OTHERS)
def test_other_files_are_no_manifests(path):
    assert manifest(path) == ""


def test_another_manifest_speaks_for_what_lies_beside_the_lists_and_for_its_own_folder_below_them():
    assert project("requirements/pyproject.toml") == ""
    assert project("requirements/tool/pyproject.toml") == "requirements/tool/"
    assert project("a/requirements/uv.lock") == "a/"
