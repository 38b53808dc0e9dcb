"""The rewriter of mutants, by itself and with a compiler: python3 tools/campaigns/coverage.d/rewriting_test.py"""
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from mutants import MISTAKES, deciding_files, equivalent_ones, numbered
from rewriting import mask, mutants_of, rewritten

ROOT = Path(__file__).resolve().parents[3]

# A small thing that decides, with one of each kind of place in it. Each mistake must show in what it prints.
PROGRAM = """\
#include <cstdio>
#include <optional>
namespace limits { constexpr unsigned most = 3; }
struct Asked { unsigned age; bool known; bool guest; };
unsigned seen = 0;
bool fails = false;
#define TRY(x) do { if (!(x)) return 9; } while (false)
bool check(Asked const& asked) { return asked.age != 7; }
int decide(Asked const& asked) {
  if (asked.age == 50) return 8;  // if (a && b) in words is no code
  TRY(check(asked));
  ++seen;
  fails = asked.age > limits::most;
  if (asked.known && !asked.guest) return 1;
  if (auto const age = asked.age; age >= 2 || asked.guest) return 2;
  if (std::optional<unsigned> const none = asked.age ? std::optional(1U) : std::nullopt) return 4;
  std::puts("if (x && y) < z");
  return 3;
}
int main() {
  for (unsigned const age : {0, 1, 2, 3, 4, 7, 50}) {
    for (int const bits : {0, 1, 2, 3}) {
      seen = 0;
      int const said = decide({age, (bits & 1) != 0, (bits & 2) != 0});
      std::printf("%d %u %d\\n", said, seen, fails);
    }
  }
}
"""


class Mask(unittest.TestCase):
    def test_what_is_no_code_is_neutral_and_every_place_stays(self):
        text = 'f("a && b", \'<\', 1\'000); // x == y\n#include <z>\ng(R"(if (q))");'
        code = mask(text)
        self.assertEqual(len(code), len(text))
        self.assertNotRegex(code, r"&&|==|<|if|q")
        self.assertIn("1'000", code)


class Places(unittest.TestCase):
    def whats(self, text):
        return [mutant.what for mutant in mutants_of(text)]

    def test_operands_end_where_the_expression_does(self):
        found = self.whats("void f() {\n  return g(a, b) && x->y || !z ? p : q;\n}\n")
        self.assertEqual(sorted(found), ["of && without (g(a, b))", "of && without (x->y)",
                                         "of || without (!z)", "of || without (g(a, b) && x->y)"])

    def test_template_brackets_are_no_comparison(self):
        self.assertEqual(self.whats("void f() {\n  auto const x = std::get<A, B>(y) == z;\n}\n"),
                         ["std::get<A, B>(y) == z: == taken for Unequal"])
        self.assertEqual(self.whats("template <class T>\nvoid f(std::vector<T>&& x);\n"), [])

    def test_what_the_compiler_decides_is_left_alone(self):
        self.assertEqual(self.whats("void f() {\n  if constexpr (a == b) {}\n  static_assert(c < d);\n}\n"), [])


class Whole(unittest.TestCase):
    def test_every_mistake_of_a_small_program_shows_and_none_shows_unasked(self):
        with tempfile.TemporaryDirectory() as folder:
            def built(name, text):
                source, program = Path(folder, name + ".cpp"), Path(folder, name)
                source.write_text(text)
                subprocess.run(["clang++-19", "-std=c++20", "-w", "-include", MISTAKES, source, "-o", program],
                               check=True)
                return program

            def prints(program, number=0):
                return subprocess.run([program], env={**os.environ, "STAFFROOM_MISTAKE": str(number)}, text=True,
                                      capture_output=True, check=True).stdout

            mutants = [it for it in mutants_of(PROGRAM) if 8 <= it.line <= 17]
            self.assertEqual(len(mutants), 17)
            right = prints(built("right", PROGRAM))
            program = built("mutated", rewritten(PROGRAM, list(enumerate(mutants, 1))))
            self.assertEqual(prints(program), right)
            unseen = [it.what for number, it in enumerate(mutants, 1) if prints(program, number) == right]
            self.assertEqual(unseen, [])

    def test_the_files_that_decide_keep_their_lines_and_their_brackets(self):
        files = deciding_files()
        self.assertGreater(len(files), 80)
        for path in files:
            text = path.read_text()
            mutants = mutants_of(text)
            new = mask(rewritten(text, list(enumerate(mutants, 1))))
            self.assertEqual(text.count("\n"), new.count("\n"), path.name)
            for opening, closing in ("()", "{}", "[]"):
                self.assertEqual(new.count(opening), new.count(closing), path.name)
            self.assertEqual(sum(new.count(f"({number})") + new.count(f"({number}, ")
                                 for number in (1, len(mutants))) > 0, bool(mutants), path.name)

    def test_what_is_named_as_equivalent_is_there_and_has_a_reason(self):
        every = numbered(deciding_files())
        same = equivalent_ones(every)
        self.assertGreater(len(same), 5)
        without = {path: (first, []) for path, (first, _) in every.items()}
        self.assertRaises(LookupError, equivalent_ones, without)

    def test_one_of_them_compiles_with_all_its_mistakes(self):
        path = ROOT / "store" / "conversations_messages.cpp"
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, path.name)
            source.write_text(rewritten(path.read_text(), list(enumerate(mutants_of(path.read_text()), 1))))
            done = subprocess.run(["clang++-19", "-std=c++20", "-w", "-fsyntax-only", "-fbracket-depth=1024",
                                   "-I", ROOT, "-DONLY_C_LOCALE=1", "-DUSE_OS_TZDB=1", "-include", MISTAKES, source],
                                  text=True, capture_output=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr[:2000])


if __name__ == "__main__":
    unittest.main(argv=["rewriting_test"])
