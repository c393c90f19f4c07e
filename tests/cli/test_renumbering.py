"""`mneme renumber`: the younger of two decisions with one number moves, and who mentions it is named."""

import os

import pytest
import yaml

from mneme_cli.commands.renumber import renumber
from mneme_cli.errors import MnemeError
from mneme_cli.model.corpus import Corpus, Place
from tests.cli.shared_corpus import AS_OF, CORPUS, NEW, PLAN, get, put


def read(root, path):
    return yaml.load(get(root, path), Loader=yaml.BaseLoader)


@pytest.fixture
def root(tmp_path):
    return str(tmp_path)


def twins(root):
    put(
        root,
        {
            PLAN.place.path: "# kept\nid: ADR-0013   # ours\nrules:\n  a:\n    say: see ADR-0013#a and org:ADR-0013#a\n",
            "docs/decisions/ADR-0013-sms.yaml": "id: ADR-0013\n",
            NEW.place.path: "id: ADR-0012\nrelates:\n  - ADR-0013\n",
        },
    )
    twin = PLAN._replace(place=Place("docs/decisions/ADR-0013-sms.yaml"), date=AS_OF - 1)
    return Corpus(decisions=(PLAN, twin, NEW), as_of=AS_OF)


def test_renumber_moves_the_younger_and_lists_mentions(root):
    done = renumber(root, twins(root))
    assert [(move.old, move.new, move.id) for move in done.moves] == [
        (PLAN.place.path, "docs/decisions/ADR-0014-mail.yaml", "ADR-0014")
    ]
    text = get(root, done.moves[0].new)
    assert text == "# kept\nid: ADR-0014   # ours\nrules:\n  a:\n    say: see ADR-0014#a and org:ADR-0013#a\n"
    assert not os.path.exists(os.path.join(root, PLAN.place.path))
    assert done.mentions == ((NEW.place.path, 3),)


def test_renumber_the_file_that_is_named(root):
    done = renumber(root, twins(root), "./docs/decisions/ADR-0013-sms.yaml")
    assert done.moves[0].new == "docs/decisions/ADR-0014-sms.yaml"
    assert done.moves[0].kept == PLAN.place.path


def test_a_file_that_is_not_named_after_its_id_keeps_its_name(root):
    put(root, {"d/ADR-00130.yaml": "id: ADR-0013\n", "d/sms.yml": "id: ADR-0013\n"})
    twice = [PLAN._replace(place=Place(path)) for path in ("d/ADR-00130.yaml", "d/sms.yml")]
    corpus = Corpus(decisions=tuple(twice), as_of=AS_OF)
    assert renumber(root, corpus, "d/sms.yml").moves[0].new == "d/sms.yml"
    assert get(root, "d/sms.yml") == "id: ADR-0014\n"
    put(root, {"d/sms.yml": "id: ADR-0013\n"})
    assert renumber(root, corpus, "d/ADR-00130.yaml").moves[0].new == "d/ADR-00130.yaml"
    assert get(root, "d/ADR-00130.yaml") == "id: ADR-0014\n"


def test_nothing_moves_if_a_file_cannot_be_read(root):
    corpus = twins(root)
    with open(os.path.join(root, NEW.place.path), "wb") as file:
        file.write(b"\xff\xfe")
    with pytest.raises(MnemeError, match="not UTF-8"):
        renumber(root, corpus)
    assert os.path.exists(os.path.join(root, PLAN.place.path))
    os.unlink(os.path.join(root, NEW.place.path))
    with pytest.raises(MnemeError, match="cannot be read: No such file") as error:
        renumber(root, corpus)
    assert root not in error.value.message


def test_renumber_has_nothing_to_do(root):
    with pytest.raises(MnemeError, match="no two records"):
        renumber(root, CORPUS)
    with pytest.raises(MnemeError, match="shares its number with nobody"):
        renumber(root, twins(root), NEW.place.path)
