"""`mneme ci` in real clones of a real server: what is compared, what is fetched, what is refused."""

import json

import pytest

from tests.commands.ask import BAD, ORDER, process
from tests.gates.conftest import DAY, build, pull, push
from tests.repo import Repo

ZEROS = "0" * 40
BLOCKED = "BLOCK ADR-0001#no-infra src/shop/domain/order.py"


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_a_pull_request_is_blocked_however_deep_its_checkout_is(server, bad, depth):
    checkout = server.checkout("build", bad.merge, depth=depth)

    said = build(checkout, "pull_request", pull(bad.base, bad.head))

    assert said.code == 1, said
    assert BLOCKED in said.words
    assert f"pull request 7: {bad.base[:12]}..{bad.merge[:12]}" in said.words
    assert "::error title=ADR-0001#no-infra" in said.text


def test_what_came_to_the_base_branch_since_is_not_the_pull_requests(server):
    """The event has the base of yesterday; the merge that is judged has today's, and its debt is nobody's here."""
    head = server.branch("good", {"notes/a.txt": "a\n"})
    yesterday = server.work.git("rev-parse", "main")
    server.work.git("checkout", "-q", "main")
    server.work.commit("debt", {ORDER: BAD})
    server.push("main")
    merge = server.merged("good")

    for depth in (0, 1):
        checkout = server.checkout(f"build{depth}", merge, depth=depth)
        said = build(checkout, "pull_request", pull(yesterday, head))
        assert said.code == 0, said


def test_a_long_branch_in_a_shallow_clone_is_deepened_to_its_start(server):
    head = server.branch("long", {ORDER: BAD})
    server.grow(60, "long")
    base = server.grow(60)
    merge = server.merged("long")
    checkout = server.checkout("build", merge, depth=1)

    said = build(checkout, "pull_request", pull(base, head))

    assert said.code == 1, said
    assert f"{base[:12]}..{merge[:12]}" in said.words
    assert BLOCKED in said.words


def test_a_shallow_clone_is_refused_with_the_command_to_run(server, bad):
    checkout = server.checkout("build", bad.merge, depth=1)

    for args, url in (("--no-fetch",), server.url), ((), "file:///nowhere.git"):
        checkout.git("remote", "set-url", "origin", url)
        said = build(checkout, "pull_request", pull(bad.base, bad.head), *args)
        assert said.code == 2, said
        assert "the history here does not reach back to where this change began" in said.words
        assert "git fetch --unshallow origin" in said.words
        assert "fetch-depth: 0" in said.words


def test_a_pull_request_of_a_fork_needs_no_secret_and_no_remote_of_the_fork(server, tmp_path):
    fork = Repo.make(tmp_path / "fork")
    fork.git("pull", "-q", server.url, "main")
    head = fork.commit("theirs", {ORDER: BAD})
    fork.git("push", "-q", server.url, "HEAD:refs/pull/9/head")
    server.work.git("fetch", "-q", "origin", "refs/pull/9/head")
    server.work.git("checkout", "-q", "main")
    server.work.git("merge", "-q", "--no-ff", "-m", "try", "FETCH_HEAD")
    merge = server.work.git("rev-parse", "HEAD")
    server.work.git("push", "-q", "origin", "HEAD:refs/pull/9/merge")
    base = server.work.git("rev-parse", "origin/main")
    checkout = server.checkout("build", merge, depth=1)

    said = build(checkout, "pull_request", pull(base, head, 9))

    assert said.code == 1, said
    assert BLOCKED in said.words


def test_pull_request_target_judges_the_pull_request_and_not_its_base(server, bad):
    server.work.git("push", "-q", "origin", f"{bad.head}:refs/pull/7/head")
    checkout = server.checkout("build", bad.base, depth=1)

    said = build(checkout, "pull_request_target", pull(bad.base, bad.head))

    assert said.code == 1, said
    assert BLOCKED in said.words
    assert checkout.git("rev-parse", "HEAD") == bad.base


def test_a_merge_queue_judges_what_it_adds_to_what_stands_before_it(server, bad):
    other = server.branch("other", {"notes/b.txt": "b\n"}, start="main")
    assert other
    first = server.merged("other")
    server.work.git("checkout", "-q", "--detach", first)
    server.work.git("merge", "-q", "--no-ff", "-m", "queue", "bad")
    second = server.work.git("rev-parse", "HEAD")
    server.work.git("push", "-q", "origin", "HEAD:refs/heads/gh-readonly-queue/main/pr-7")

    def queued(name, base, head):
        group = {"base_sha": base, "head_sha": head, "base_ref": "refs/heads/main", "head_ref": f"refs/heads/q/{name}"}
        return build(server.checkout(name, head, depth=1), "merge_group", {"merge_group": group})

    assert queued("first", bad.base, first).code == 0
    said = queued("second", first, second)
    assert said.code == 1, said
    assert f"q/second: {first[:12]}..{second[:12]}" in said.words


def test_a_push_judges_what_was_pushed(server):
    before = server.work.git("rev-parse", "main")
    good = server.grow(1)
    after = server.work.commit("bad", {ORDER: BAD})
    server.push("main")

    def pushed(name, old, new, **more):
        checkout = server.checkout(name, new, depth=1)
        return build(checkout, "push", push(old, new, **more), GITHUB_SHA=new)

    assert pushed("one", before, good).code == 0
    said = pushed("two", good, after)
    assert said.code == 1, said
    assert f"main: {good[:12]}..{after[:12]}" in said.words
    assert build(server.checkout("gone", good), "push", push(good, ZEROS, deleted=True)).code == 0


def test_a_forced_push_and_a_new_branch_are_compared_with_where_they_left(server, bad):
    server.work.git("checkout", "-q", "-b", "again", "main")
    server.work.commit("rebased", {"notes/a.txt": "a\n"})
    again = server.push("again")
    checkout = server.checkout("forced", again, depth=1)
    said = build(checkout, "push", push(bad.head, again, "refs/heads/again", forced=True), GITHUB_SHA=again)
    assert said.code == 0, said
    assert f"again: {bad.base[:12]}..{again[:12]}" in said.words

    checkout = server.checkout("new", bad.head, depth=1)
    said = build(checkout, "push", push(ZEROS, bad.head, "refs/heads/bad"), GITHUB_SHA=bad.head)
    assert said.code == 1, said
    assert BLOCKED in said.words


def test_what_can_be_compared_with_nothing_is_judged_whole(server):
    server.work.git("checkout", "-q", "main")
    head = server.work.commit("debt", {ORDER: BAD})
    server.push("main")

    for at, (name, event) in enumerate(
        [("push", push(ZEROS, head)), ("push", push("1" * 40, head, forced=True)), ("schedule", {})]
    ):
        said = build(server.checkout(f"build{at}", head, depth=1), name, event)
        assert said.code == 1, said
        assert "all 7 files" in said.words or BLOCKED in said.words


def test_the_files_of_a_step_get_the_outcome(server, bad, tmp_path):
    checkout = server.checkout("build", bad.merge)
    outputs, sarif = tmp_path / "outputs", tmp_path / "found.sarif"

    said = build(checkout, "pull_request", pull(bad.base, bad.head), "-o", f"sarif={sarif}", GITHUB_OUTPUT=str(outputs))

    assert said.code == 1
    assert outputs.read_text() == "outcome=block\nexit-code=1\n"
    assert json.loads(sarif.read_text())["runs"][0]["results"][0]["ruleId"] == "ADR-0001#no-infra"


def test_a_format_that_there_is_not_is_refused_by_name(server, bad):
    said = build(server.checkout("build", bad.merge), "pull_request", pull(bad.base, bad.head), "-o", "telex=out.txt")

    assert said.code == 2
    assert "there is no 'telex' in reports" in said.words


def test_our_text_is_no_command_to_the_runner(server):
    """A decision or a line of code that looks like a workflow command stays text."""
    head = server.branch("sly", {ORDER: "import shop.infra.db  # ::add-mask::x\n", "a\n::error::b.py": "x = 1\n"})
    base = server.work.git("rev-parse", "main")
    checkout = server.checkout("build", head)

    said = build(checkout, "pull_request", pull(base, head))

    assert said.code == 1, said
    first, *rest = said.text.splitlines()
    word = first.removeprefix("::stop-commands::")
    end = rest.index(f"::{word}::")
    assert len(word) == 64
    assert not [line for line in rest[:end] if word in line]
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in rest[end + 1 :])


def test_an_event_that_lacks_what_it_should_have_is_no_traceback(server, bad):
    checkout = server.checkout("build", bad.merge)

    for event in ([], {}, {"pull_request": None}, {"pull_request": {"base": {}}}):
        said = build(checkout, "pull_request", event)
        assert said.code == 2, said
        assert "mneme ci --base origin/main" in said.words
    assert "cannot be read" in build(checkout, "push", {}, GITHUB_EVENT_PATH="nowhere.json").words


def test_by_hand_it_judges_what_a_build_would(server, bad):
    checkout = server.checkout("build", bad.merge)

    assert process("ci", "--base", "origin/main", cwd=checkout.root).code == 1
    assert process("ci", "--base", "origin/main", "--head", "origin/main", cwd=checkout.root).code == 0
    said = process("ci", cwd=checkout.root)
    assert said.code == 2
    assert "this is no build server that mneme knows" in said.words
    assert "remote ref nowhere" in process("ci", "--base", "main", "--head", "nowhere", cwd=checkout.root).words


def test_formats_are_named_as_check_names_them(server, bad):
    checkout = server.checkout("build", bad.merge)
    asked = ("ci", "--base", "main", "--format", "sarif", "--output", "q.out", "-o", "gitlab=gl.json", "-f", "json")

    said = process(*asked, cwd=checkout.root)

    assert (said.code, said.page["outcome"]) == (1, "block")
    assert json.loads(checkout.read("q.out"))["version"] == "2.1.0"
    assert json.loads(checkout.read("gl.json"))[0]["check_name"] == "ADR-0001#no-infra"
    asked = ("check", "--diff", "origin/main..HEAD", "--output", "gitlab=other.json")
    assert process(*asked, cwd=checkout.root).code == 1
    assert checkout.read("other.json") == checkout.read("gl.json")


def test_the_arguments_of_a_push_are_told_one_by_one():
    said = process("pre-push", "--help").words
    assert "[REMOTE] [URL]" in said
    assert "URL]" not in said.replace("[URL]", "")


BASES = ("main", "origin/main", "refs/remotes/origin/main")


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("depth", [["--depth=1"], ["--single-branch"], []], ids=["shallow", "single", "full"])
def test_a_base_is_found_at_the_remote_under_whatever_name_it_is_known_by(server, bad, depth, base):
    clone = Repo(server.folder / "clone")
    server.work.git("clone", "-q", *depth, "-b", "bad", server.url, clone.root)

    said = process("ci", "--base", base, cwd=clone.root)

    assert said.code == 1, said
    parted = server.work.git("merge-base", "main", "bad")
    assert f"HEAD: {parted[:12]}..{bad.head[:12]}" in said.words
    assert BLOCKED in said.words


def test_a_base_that_is_a_tag_or_nowhere(server, bad):
    server.work.git("tag", "v1", "main~1")
    server.work.git("push", "-q", "origin", "v1")
    clone = Repo(server.folder / "clone")
    server.work.git("clone", "-q", "--depth=1", "-b", "bad", server.url, clone.root)

    assert process("ci", "--base", "v1", cwd=clone.root).code == 1
    for args, words in (
        ((), "there is no 'nowhere' here, and origin has none either"),
        (("--no-fetch",), "git fetch origin +refs/heads/nowhere:refs/remotes/origin/nowhere"),
    ):
        said = process("ci", "--base", "nowhere", *args, cwd=clone.root)
        assert said.code == 2
        assert words in said.words
        assert "unshallow" not in said.words


@pytest.mark.parametrize("target", [True, False])
def test_gitlab_judges_merge_requests_and_trains_and_pushes(server, bad, target):
    checkout = server.checkout("build", bad.merge, depth=1)
    env = {"GITLAB_CI": "true", "CI": "true", "MNEME_AS_OF": DAY}
    asked = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_IID": "3"}
    more = {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA": bad.base} if target else {}

    said = process("ci", cwd=checkout.root, **env, **asked, **more)
    assert said.code == 1, said
    assert f"merge request 3: {bad.base[:12]}..{bad.merge[:12]}" in said.words
    assert "::error" not in said.text

    branch = {"CI_COMMIT_BRANCH": "bad", "CI_DEFAULT_BRANCH": "main", "CI_COMMIT_BEFORE_SHA": ZEROS}
    checkout = server.checkout("pushed", bad.head, depth=1)
    assert process("ci", cwd=checkout.root, **env, **branch).code == 1
    branch |= {"CI_COMMIT_BRANCH": "main", "CI_COMMIT_BEFORE_SHA": server.work.git("rev-parse", "main~1")}
    assert process("ci", cwd=server.checkout("main", bad.base, depth=1).root, **env, **branch).code == 0
