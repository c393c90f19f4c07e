"""The interpreter's own hashes are those of hashlib, with and without its parts, small or large."""

import hashlib
import subprocess
import sys

import pytest

from mneme_cli.model import digest

TEXTS = (b"", b"blob 0\0", b"x" * 100_000, b"y" * (1 << 20))


@pytest.mark.parametrize("name", ["sha1", "sha256"])
def test_a_digest_is_the_one_of_hashlib(name, monkeypatch):
    said, expected = getattr(digest, name), [getattr(hashlib, name)(text).hexdigest() for text in TEXTS]
    assert [said(text) for text in TEXTS] == expected
    monkeypatch.delitem(sys.modules, "hashlib")
    assert [said(text) for text in TEXTS] == expected
    monkeypatch.setattr(digest, "_PARTS", {name: ("no_such_part",)})
    assert [said(text) for text in TEXTS] == expected


def test_openssl_is_left_alone():
    code = "import sys; from mneme_cli.model import digest; digest.sha1(b''); digest.sha256(b''); print('hashlib' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert said == "False\n"
