"""Commands: every way to write a file that agents have been seen to use, and what is only known to be written."""

import pytest

from mneme_cli.evidence.edit.shell.heredocs import lift
from mneme_cli.evidence.edit.shell.signs import signs
from mneme_cli.model.event import Unfolded
from tests.evidence.edit.reading import read, told

WRITES = [
    ("cat > a.py << 'EOF'\n  eval(x)\nEOF", ["a.py = '  eval(x)\\n'"]),
    ("cat << 'EOF' > a.py\neval(x)\nEOF\n", ["a.py = 'eval(x)\\n'"]),
    ('cat > "a b.py" <<"EOF"\nx\nEOF', ["a b.py = 'x\\n'"]),
    ("cat >a\\ b.py <<\\EOF\n$x\nEOF", ["a b.py = '$x\\n'"]),
    ("cat > 'a b'.py <<-EOF\n\tx\n\t\ty\n\tEOF\n", ["a b.py = 'x\\ny\\n'"]),
    ("cat > a <<EOF\n\n  $x\nEOF", ["a = '\\n  $x\\n' (not sure)"]),
    ("cat > a <<EOF\n\\$x \\\\ `d`\nEOF", ["a = '$x \\\\ `d`\\n' (not sure)"]),
    ("cat > a <<EOF\n\\$x\nEOF", ["a = '$x\\n'"]),
    ("cat > a <<'A'; cat > b <<'B'\n  one\nA\n  two\nB\n", ["a = '  one\\n'", "b = '  two\\n'"]),
    ("cat <<'A' - <<'B' > a\n1\nA\n2\nB\n", ["a = '2\\n'"]),
    ("cat > a <<< 'x'", ["a = 'x\\n'"]),
    ("cd src && cat > a.py <<'EOF'\nx\nEOF\ncd .. ; echo y > b", ["src/a.py = 'x\\n'", "b = 'y\\n'"]),
    ("tee a 'b c' <<'E'\nz\nE", ["a = 'z\\n'", "b c = 'z\\n'"]),
    ("echo x | tee -a a | tee b > c", ["a += 'x\\n'", "b = 'x\\n'", "c = 'x\\n'"]),
    ("echo x | sudo tee --append a >/dev/null", ["a += 'x\\n'"]),
    ("echo 'a  b' c >> x.py", ["x.py += 'a  b c\\n'"]),
    ("echo -n x > a", ["a = 'x'"]),
    (r"echo -e 'a\tb' > a", ["a = 'a\\tb\\n'"]),
    (r"echo 'a\tb' > a", [r"a = 'a\\tb\n'"]),
    ("echo -x > a", ["a = '-x\\n'"]),
    ("echo *.py > a", ["a = '*.py\\n' (not sure)"]),
    (r"printf 'a\n%s-%d\n' x 1 > a", ["a = 'a\\nx-1\\n'"]),
    (r"printf '%s\n' x 'y z' > a", ["a = 'x\\ny z\\n'"]),
    (r"printf -- '100%%\x41\101\u00e4' > a", ["a = '100%AAä'"]),
    (r"printf '%b|' 'a\n' > a", ["a = 'a\\n|'"]),
    (r"printf '%5.2f' 1 > a", [r"a = '%5.2f\n1' (not sure)"]),
    ("printf > a", ["a = ''"]),
    (r"echo $'a\n\'b' > a", [r'a = "a\n' + "'b" + r'\n"']),
    (r'echo "a \"b\" \$c \\ \x" > a', [r"""a = 'a "b" $c \\ \\x\n'"""]),
    ('echo "  a  $b" > a', ["a = '  a  $b\\n' (not sure)"]),
    ("> a; : > b; true >| c", ["a = ''", "b = ''", "c = ''"]),
    ("echo a &> x; echo b >& y; echo c &>> z; echo d 1> w", ["x = 'a\\n'", "y = 'b\\n'", "z += 'c\\n'", "w = 'd\\n'"]),
    ("echo a > x > y", ["x = ''", "y = 'a\\n'"]),
    ("make 2> err > out", ["err ?", "out ?"]),
    ("mneme check --all --output sarif=a -o b.json --output=c", ["a ?", "b.json ?", "c ?"]),
    ("mneme -C d report -ox.html", ["d/x.html ?"]),
    ("ls > /dev/null 2>&1; ls 2>&-", []),
    ("> a cat < b", ["a <- b"]),
    ("cat b > a", ["a <- b"]),
    ("cat b c > a; cat b >> a", ["a ?", "a ?"]),
    ("cat <<'E' | cat - > a\nx\nE", ["a = 'x\\n'"]),
    ("cat <<'E' | sort > a\nx\nE", ["a ?"]),
    ("{ echo a; echo b; } > x", ["x = 'a\\nb\\n'"]),
    ("(cd d; echo a) > x; echo b > y", ["x = 'a\\n'", "y = 'b\\n'"]),
    ("(cd d; echo a > x)", ["d/x = 'a\\n'"]),
    ("pwd && echo b > y || echo c > z", ["y = 'b\\n'", "z = 'c\\n'"]),
    ("if [ -f a ]; then echo x > a; else echo y > b; fi", ["a = 'x\\n'", "b = 'y\\n'"]),
    ("while read l; do echo $l; done < in > out", ["out ?"]),
    ("f() { echo a > b; }; f", ["b = 'a\\n'"]),
    ("! echo a > b & echo c > d", ["b = 'a\\n'", "d = 'c\\n'"]),
    ("case x in x) echo a > b;; esac", ["b = 'a\\n'"]),
    ('P=src/a.py; echo x > $P; echo y > "${P}"', ["src/a.py = 'x\\n'", "src/a.py = 'y\\n'"]),
    ('X=$(echo hi); echo "$X there" > a', ["a = 'hi there\\n'"]),
    ("echo \"$(cat <<'E'\nx\nE\n)\" > a", ["a = 'x\\n'"]),
    ("export D=lib; echo x > $D/a", ["lib/a = 'x\\n'"]),
    ("bash -c 'cd q; echo hi > b'; echo z > w", ["q/b = 'hi\\n'", "w = 'z\\n'"]),
    ('bash -lc "echo hi > b"', ["b = 'hi\\n'"]),
    ("sh <<'E'\necho hi > b\nE", ["b = 'hi\\n'"]),
    ("echo 'echo hi > b' | sh", ["b = 'hi\\n'"]),
    ("echo 'echo hi > b' > s.sh; sh s.sh; . s.sh", ["s.sh = 'echo hi > b\\n'", "b = 'hi\\n'", "b = 'hi\\n'"]),
    ("eval 'echo hi' '> b'", ["b = 'hi\\n'"]),
    ("A=1 sudo -u me env -i B=2 nice -n 5 timeout -s 9 5 cp a b", ["b <- a"]),
    ("/bin/cp -f a b", ["b <- a"]),
    ("cp -t lib a b", ["lib/a <- a", "lib/b <- b"]),
    ("cp a b lib; cp c lib/", ["lib/a <- a", "lib/b <- b", "lib/c <- c"]),
    ("install -D -m 644 a lib/a; install -d lib", ["lib/a <- a"]),
    ("rsync -a a b; rsync h:x y", ["b <- a"]),
    ("mv a b", ["b <- a", "a gone"]),
    ("mv a a", []),
    ("git mv a b && git rm -q c; git rm --cached d", ["b <- a", "a gone", "c gone"]),
    ("git -C sub mv a b", ["sub/b <- sub/a", "sub/a gone"]),
    ("rm -rf a ./b; unlink c", ["a gone", "b gone", "c gone"]),
    ("echo x > /tmp/q-1; mv /tmp/q-1 a.py", ["/tmp/q-1 = 'x\\n'", "a.py = 'x\\n'", "/tmp/q-1 gone"]),
    ("echo x > a; echo y >> a; cp a b", ["a = 'x\\n'", "a += 'y\\n'", "b = 'x\\ny\\n'"]),
    ("sed -i s/a/b/ a; cp a b", ["a: 'a' -> 'b'", "b ?"]),
    ("touch a; truncate -s 0 b; truncate -s 5 c", ["a += ''", "b = ''", "c ?"]),
    ("ln -sf a b", ["b ?"]),
    ("ln -s a b lib", ["lib/a ?", "lib/b ?"]),
    ("dd if=/dev/zero of=a bs=1", ["a ?"]),
    ("curl -sSLo x/y http://h/z; curl -O http://h/z?q=1; curl http://h", ["x/y ?", "z ?"]),
    ("wget -q http://h/a.py; wget -O b http://h; wget -P d http://h/c", ["a.py ?", "b ?", "d/c ?"]),
    ("sed -i 's/a/b/' x y", ["x: 'a' -> 'b'", "y: 'a' -> 'b'"]),
    ("sed -i.bak -e 's|a b|c/d|g' x", ["x: 'a b' -> 'c/d' everywhere"]),
    ("sed -i '' s/a/b/ x", ["x: 'a' -> 'b'"]),
    ("sed --in-place=.b -E 's/a(b)/c/' x", ["x ?"]),
    ("sed -Ei 's/(/c/' x; sed -i 's/(/c/' y", ["x ?", "y: '(' -> 'c'"]),
    ("sed -i -e s/a/b/ -e s/c/d/ x; sed -ni s/a/b/p y; sed -i -f s z", ["x ?", "y ?", "z ?"]),
    ("sed -i 's/a/&b/' x; sed -i 1d y; sed -i s/a/b/3 z", ["x ?", "y ?", "z ?"]),
    ("sed s/a/b/ x > y; sed -n 's/i/x/p' z", ["y ?"]),
    ("perl -pi -e 's/a/b/g' x y; perl -i.bak -pe 's/a+/b/' z", ["x: 'a' -> 'b' everywhere", "y: 'a' -> 'b' everywhere", "z ?"]),
    ("apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: a\n+x\n*** Update File: b\n*** Move to: c\n-x\n*** End Patch\nEOF",
     ["a = 'x\\n'", "c patched from b", "b gone"]),
    ("cd d && apply_patch '*** Begin Patch\n*** Delete File: a\n*** End Patch'", ["d/a gone"]),
    ("echo x > ~/a", ["/home/me/a = 'x\\n'"]),
    ("cd && echo x > a; cd ~/b; echo y > c", ["/home/me/a = 'x\\n'", "/home/me/b/c = 'y\\n'"]),
    ("echo a > b # > c", ["b = 'a\\n'"]),
    ("echo '> a' \"> b\" \\> c", []),
    ("[[ a > b ]]; (( 1 > 2 )); x=$((1<<2))", []),
    ("git commit -m \"$(cat <<'EOF'\nit's > b && rm c\nEOF\n)\"", []),
    ("grep -r 'x' . | head; ls -la; pytest -q", []),
]  # fmt: skip


@pytest.mark.parametrize(("command", "expected"), WRITES, ids=[command[:50] for command, _ in WRITES])
def test_what_a_command_writes(command, expected, monkeypatch):
    monkeypatch.setenv("HOME", "/home/me")
    found = told(command)

    assert found == expected
    assert not expected or signs(command)


OPAQUE = [
    ("python - <<'E'\nopen('a', 'w')\nE", "python with a program of its own"),
    ("python3.12 -c 'x'", "python3.12 with a program of its own"),
    ("node -e 'x'", "node with a program of its own"),
    ("perl -e 'x'", "perl with a program of its own"),
    ("git stash pop", "git stash"),
    ("git checkout -- a.py", "git checkout"),
    ("git apply x.diff", "git apply"),
    ("patch -p1 < x", "patch"),
    ("awk 1 a > b", "awk"),
    ("ed -s a", "ed"),
    ("find . -name x -delete", "find"),
    ("ls | xargs rm", "xargs"),
    ("echo x > $F", "a path that is computed"),
    ("for f in a b; do echo x > $f; done", "a path that is computed"),
    ("cp a $F", "a path that is computed"),
    ("cd $D; echo x > a", "a path that is computed"),
    ("rm src/{a,b}", "a path that is computed"),
    ("$CMD > a", "a program that is computed"),
    ("bash build.sh", "a script"),
    ('bash -c "rm $x"', "a script"),
    ("curl http://h | sh", "a script"),
    ("apply_patch < p", "apply_patch"),
    ("rsync -a h:x y", "rsync"),
    ("(" * 300 + "echo a > b" + ")" * 300, "a command that nests too deep"),
    ("echo > a " + "x" * (1 << 20), "a very long command"),
]


@pytest.mark.parametrize(("command", "why"), OPAQUE, ids=[command[:40] for command, _ in OPAQUE])
def test_what_a_command_hides_is_said(command, why):
    assert why in read(command).opaque
    assert read("grep x a > b").opaque == ()


def test_a_shell_in_a_shell_is_followed_only_so_far():
    command = "echo a > b"
    for _ in range(12):
        command = "bash -c '" + command.replace("'", "'\\''") + "'"

    assert read(command).edits or read(command).opaque == ("a command that nests too deep",)


def test_folders_are_followed_file_by_file(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "x.py").write_text("")
    (tmp_path / "a" / "b" / "y.py").write_text("")
    (tmp_path / "z").mkdir()
    root = str(tmp_path)

    def paths(command):
        return [(edit.path.removeprefix(root + "/"), edit.how) for edit in read(command, root).edits]

    assert paths("mv a c") == [("c/b/y.py", "copy"), ("a/b/y.py", "delete"), ("c/x.py", "copy"), ("a/x.py", "delete")]
    assert paths("mv a z") == [
        ("z/a/b/y.py", "copy"), ("a/b/y.py", "delete"), ("z/a/x.py", "copy"), ("a/x.py", "delete"),
    ]  # fmt: skip
    assert paths("cp -rT a z") == [("z/b/y.py", "copy"), ("z/x.py", "copy")]
    assert paths("rsync -a a/ z/") == [("z/b/y.py", "copy"), ("z/x.py", "copy")]
    assert paths("rm -r a") == [("a/b/y.py", "delete"), ("a/x.py", "delete")]
    assert paths("rm a/*.py z/*") == [("a/x.py", "delete")]
    assert paths("rm a/* none/*.py") == [("a/b/y.py", "delete"), ("a/x.py", "delete")]
    assert paths("ln -s q z") == [("z/q", "unknown")]


def test_a_folder_of_very_many_files_is_only_noted(tmp_path):
    for number in range(201):
        (tmp_path / f"{number}.py").write_text("")

    assert read(f"rm -r {tmp_path}") == Unfolded(opaque=("a folder of many files",))


def test_heredocs_are_lifted():
    text = "cat <<A <<-'B C' \"<<C\" # <<D\n1\nA\n\t2\n\tB C\necho $((1<<2)) $(cat <<E\n3\nE\n)"
    plain, found = lift(text)

    assert [(each.text, each.exact) for each in found.values()] == [("1\n", False), ("2\n", True), ("3\n", False)]
    first, second, third = found
    assert plain == f'cat < {first} < {second} "<<C" \necho $((1<<2)) $(cat < {third}\n)'
    assert lift("cat <<A\nx") == (f"cat < {first}\n", {first: found[first]._replace(text="x\n")})
    assert lift("cat <<A")[1] == {}
    assert lift("echo 'a") == ("echo 'a", {})


@pytest.mark.parametrize(
    "command",
    ["echo 'a > b <<", "cat <<", ")", "((((", "> ", "a | | b > c", "if > x", "\x00> a", "echo $( > b", "\ud800 > a"],
)
def test_a_broken_command_is_no_failure(command):
    assert isinstance(read(command), Unfolded)


def test_a_command_starts_where_the_client_says():
    assert read("echo x > a", "/r", "sub").edits[0].path == "/r/sub/a"
    assert read("echo x > ../a", "/r/s").edits[0].path == "/r/a"
