"""Links a test program of the release build anew, with other libraries or objects of ours in it.

Usage: linking.py TREE FOLDER NAME...    The test programs NAME of build/release with the libraries of build/TREE.

The tests themselves need no second build. Our objects stand first: of an inline function the linker keeps the copy that
it meets first.
"""
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
RELEASE = ROOT / "build" / "release"


def release_words(name):
    """The words with which the release build links a test program, and where in them the name of the program stands."""
    said = subprocess.run(["ninja", "-C", RELEASE, "-t", "commands", name], text=True, capture_output=True, check=True)
    line = next(it for it in reversed(said.stdout.split("\n")) if f" -o tests/{name} " in it)
    words = shlex.split(line.removeprefix(": && ").split(" && ")[0])
    return words, words.index("-o") + 1


def link(name, program, first, left_out=()):
    """`first` goes before everything else."""
    words, at = release_words(name)
    words[at] = str(program)
    words = [word for word in words if word not in left_out]
    subprocess.run([words[0], *map(str, first), *words[1:]], cwd=RELEASE, check=True)


def link_with_libraries(tree, name, program):
    """With the libraries of another tree, each as a whole, so that their inline functions are the ones that stay."""
    words, _ = release_words(name)
    theirs = sorted({word for word in words if re.fullmatch(r"\w+/libstaffroom_\w+\.a", word)})
    theirs = [word for word in theirs if (tree / word).exists()]
    # law_tests says for itself which policy is in force (tests/laws/policy_mutants.cpp): here it is the program's.
    whole = ["-Wl,--allow-multiple-definition", "-Wl,--whole-archive", *[tree / word for word in theirs],
             "-Wl,--no-whole-archive"]
    link(name, program, ["-fprofile-instr-generate", *whole], theirs)


def main():
    tree, folder = ROOT / "build" / sys.argv[1], Path(sys.argv[2])
    for name in sys.argv[3:]:
        link_with_libraries(tree, name, folder / name)


if __name__ == "__main__":
    main()
