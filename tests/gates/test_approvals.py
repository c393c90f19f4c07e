"""Who approves a change of the policy in a build, whose approval counts, and where none can be given."""

import json

from tests.commands.ask import ADR, BAD, ORDER, RULE, process
from tests.gates.conftest import DAY, build, pull, push

ZEROS = "0" * 40
BLOCKED = "BLOCK ADR-0001#no-infra src/shop/domain/order.py"
WEAK = RULE.replace("src/shop/domain/**", "src/shop/infra/**")


def approved_branch(server):
    """A branch that narrows the rule and uses the new freedom."""
    return server.branch("weaker", {ADR: WEAK}, {ORDER: BAD})


def test_a_weakened_policy_turns_green_by_an_approval_of_this_very_commit(server, tmp_path):
    head = approved_branch(server)
    base = server.work.git("rev-parse", "main")
    merge = server.merged("weaker")
    checkout = server.checkout("build", merge)
    reviews = tmp_path / "reviews.json"

    def judged(*rows, **env):
        reviews.write_text("".join(json.dumps([row]) for row in rows))
        return build(checkout, "pull_request", pull(base, head), "--reviews", str(reviews), **env)

    def review(name, state, commit):
        return {"user": {"login": name}, "state": state, "commit_id": commit}

    assert judged().code == 1
    assert "approval needed" in judged().words
    assert judged(review("ana", "APPROVED", head)).code == 0
    assert "approved by ana" in judged(review("ana", "APPROVED", head)).words
    assert judged(review("Ana", "APPROVED", head)).code == 0, "GitHub tells names apart whatever their case"
    assert judged(review("eve", "APPROVED", head)).code == 1
    assert judged(review("ana", "APPROVED", head), review("ana", "COMMENTED", head)).code == 0
    assert judged(review("ana", "APPROVED", head), review("ana", "CHANGES_REQUESTED", head)).code == 1
    stale = judged(review("ana", "APPROVED", base))
    assert stale.code == 1
    assert "ana approved an earlier commit, which does not count" in stale.words
    for given in ("eve, ana", '["ana"]', "eve\nana\n"):
        assert judged(MNEME_APPROVED_BY=given).code == 0
    assert "no JSON list of names" in judged(MNEME_APPROVED_BY="[ana]").words


def test_a_base_that_is_said_by_hand_changes_what_is_compared_and_nothing_else(server, tmp_path):
    """The commit that was reviewed, and the one that is judged, are still those of the event."""
    head = approved_branch(server)
    base = server.work.git("rev-parse", "main")
    server.work.git("push", "-q", "origin", f"{head}:refs/pull/7/head")
    reviews = tmp_path / "reviews.json"

    def judged(checkout, name, commit, event=None):
        reviews.write_text(json.dumps([{"user": {"login": "ana"}, "state": "APPROVED", "commit_id": commit}]))
        return build(checkout, name, event or pull(base, head), "--base", base, "--reviews", str(reviews))

    checkout = server.checkout("build", server.merged("weaker"))
    assert judged(checkout, "pull_request", head).code == 0
    assert judged(checkout, "pull_request", base).code == 1
    assert judged(checkout, "pull_request", head, event={"x": 1}).code == 1, "nobody knows which commit that was"
    target = server.checkout("target", base)
    assert judged(target, "pull_request_target", base).code == 1, "it is the pull request that is judged, not its base"
    assert judged(target, "pull_request_target", head).code == 0


def test_what_was_approved_is_not_asked_for_again_where_nobody_can_approve(server):
    """The pull request is green by its approval; the queue behind it, and the push of the merge, tell of it and pass."""
    head = approved_branch(server)
    base = server.work.git("rev-parse", "main")
    merge = server.merged("weaker")
    group = {"base_sha": base, "head_sha": merge, "base_ref": "refs/heads/main", "head_ref": "refs/heads/q/7"}
    builds = [
        ("merge_group", {"merge_group": group}, merge),
        ("push", push(base, merge), merge),
        ("push", push(ZEROS, head, "refs/heads/weaker"), head),
    ]

    for at, (name, event, oid) in enumerate(builds):
        said = build(server.checkout(f"build{at}", oid), name, event, GITHUB_SHA=oid)
        assert said.code == 0, said
        assert "This change edits the policy it is judged by" in said.words
        assert "allowed only by a policy change in this diff; asked where it is proposed" in said.words
        assert "::error" not in said.text
        assert "nobody can approve it here, so it passes: its pull request asks for the approval" in said.words
        assert "No finding depends on that" not in said.words
    env = {"GITLAB_CI": "true", "CI": "true", "MNEME_AS_OF": DAY}
    env |= {"CI_COMMIT_BRANCH": "main", "CI_DEFAULT_BRANCH": "main", "CI_COMMIT_BEFORE_SHA": base}
    assert process("ci", "-o", "found.md", cwd=server.checkout("gitlab", merge).root, **env).code == 0
    written = (server.folder / "gitlab" / "found.md").read_text()
    assert "without what this change does to it, it would not pass" in written
    assert "--approved-by" not in written


def test_a_push_behind_an_approval_is_still_blocked_by_what_no_policy_lets_pass(server):
    server.work.git("checkout", "-q", "main")
    server.work.commit("block", {"mneme.yaml": "source_roots: [src]\napprovers: [ana]\non_policy_change: block\n"})
    server.push("main")
    head = approved_branch(server)
    base = server.work.git("rev-parse", "main")

    said = build(server.checkout("build", head), "push", push(base, head), GITHUB_SHA=head)

    assert said.code == 1, said
    assert BLOCKED in said.words
