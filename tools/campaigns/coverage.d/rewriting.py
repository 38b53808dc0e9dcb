"""Rewrites a C++ source so that each of many small mistakes in it can be switched on by a number at run time.

The mistakes (mutants): a guard that never holds, an operand of && or || left out, a comparison off by one or turned
round, a check (TRY) or a statement left out, a limit one higher. It reads tokens, not the language: it relies on the
layout that clang-format gives (spaces around binary operators and none inside template brackets). What does not
compile is found by compiling (mutants.py). Lines keep their numbers.
"""
import re
from dataclasses import dataclass

WRONG = {"<": ("Less", "LessEqual"), "<=": ("LessEqual", "Less"), ">": ("Greater", "GreaterEqual"),
         ">=": ("GreaterEqual", "Greater"), "==": ("Equal", "Unequal"), "!=": ("Unequal", "Equal")}
OPENING, CLOSING = "([{", ")]}"
NOT_TEXT = re.compile(r'//[^\n]*|/\*.*?\*/|R"\((?:.*?)\)"|"(?:\\.|[^"\\\n])*"|(?<![\w])\'(?:\\.|[^\'\\\n])+\''
                      r'|^#(?:[^\n]*\\\n)*[^\n]*', re.S | re.M)
NEVER_DELETED = re.compile(r"(return|if|for|while|switch|ensure|static_assert|using|TRY|TRY_INTO|spdlog)\b|\w*::?log\b")
STATEMENT = re.compile(r"^ +(?=(\+\+|--)?\*?[\w:.\->\[\]]+(\(| [-+|]?= |;))", re.M)


@dataclass
class Mutant:
    """One mistake: what it is in words, and the text that surrounds [start, end) to make it possible."""
    line: int
    what: str
    start: int
    end: int
    before: str  # with {} where its number goes
    after: str
    swap: tuple = ()  # (start, end, text) to replace within


def mask(text):
    """The text with everything that is not code made neutral, in the same places."""
    def blank(found):
        filler = "_" if found[0][0] in "\"'R" else " "
        return "".join(c if c == "\n" else filler for c in found[0])
    return NOT_TEXT.sub(blank, text)


def closing_of(code, at):
    """Where the bracket that opens at `at` closes."""
    depth = 0
    for place in range(at, len(code)):
        depth += (code[place] in OPENING) - (code[place] in CLOSING)
        if depth == 0:
            return place
    raise ValueError(f"no end for the bracket at {at}")


def opening_of(code, at):
    depth = 0
    for place in range(at, -1, -1):
        depth += (code[place] in CLOSING) - (code[place] in OPENING)
        if depth == 0:
            return place
    raise ValueError(f"no begin for the bracket at {at}")


def is_template_end(code, at):
    return code[at] == ">" and code[at - 1] not in " -=<" and "<" in code[max(0, at - 200):at]


def is_template_begin(code, at):
    return code[at] == "<" and code[at - 1] not in " <" and code[at + 1] not in " =<"


def template_skip(code, at, step):
    """The other end of the template brackets at `at`; `at` itself where there is none on the line."""
    depth = 0
    place = at
    while 0 <= place < len(code) and code[place] not in ";{}":
        if code[place] in "<>" and code[place - 1] != "-":
            depth += 1 if code[place] == code[at] else -1
        if depth == 0:
            return place
        place += step
    return at


def left_end(code, at, stops):
    """Where the operand that ends before `at` begins."""
    place = at - 1
    while place >= 0:
        if code[place] in CLOSING:
            place = opening_of(code, place)
        elif is_template_end(code, place):
            place = template_skip(code, place, -1)
        elif code[place] in "([{,;":
            break
        elif (word := re.search(r"(?:^|\s)(return|[-+|]?=|\?|:|" + stops + r")\s$", code[max(0, place - 8):place + 1])):
            if word:
                break
        place -= 1
    place += 1
    while code[place] in " \n":
        place += 1
    return place


def right_end(code, at, stops):
    """Where the operand that begins at `at` ends."""
    stop = re.compile(r"\s(\?|:|" + stops + r")\s")
    place = at
    while place < len(code):
        if code[place] in OPENING:
            place = closing_of(code, place)
        elif is_template_begin(code, place):
            place = template_skip(code, place, 1)
        elif code[place] in ")]},;" or stop.match(code, place):
            break
        place += 1
    return place


def parts_at_top(code, start, end, separator):
    """[start, end) cut at each separator that no bracket holds."""
    out, begin, place = [], start, start
    while place < end:
        if code[place] in OPENING:
            place = closing_of(code, place)
        elif code.startswith(separator, place):
            out.append((begin, place))
            begin = place + len(separator)
        place += 1
    return [*out, (begin, end)]


def guards(code, text):
    """if (x): never."""
    for found in re.finditer(r"\bif \(", code):
        start, end = found.end(), closing_of(code, found.end() - 1)
        parts = parts_at_top(code, start, end, ";")
        begin = parts[-1][0]
        begin += len(code[begin:end]) - len(code[begin:end].lstrip())
        declared = re.match(r"[\w:<>, ]+?[&*]? ?[&*]?\b(\w+) = ", code[begin:end])
        what = f"the guard ({short(text[start:end])}) never holds"
        if not declared:
            yield begin, end, what, "(!mutant({}) && (", "))", ()
        elif len(parts) == 1:
            yield begin, end, what, "", f"; !mutant({{}}) && static_cast<bool>({declared[1]})", ()


def operands(code, text):
    """a && b: without a, without b; the same for ||."""
    seen = set()
    for found in re.finditer(r"\s(&&|\|\|)\s", code):
        stops = r"&&|\|\|" if found[1] == "&&" else r"\|\|"
        right = found.end() + len(code[found.end():]) - len(code[found.end():].lstrip())
        for start, end in ((left_end(code, found.start(), stops), found.start()),
                           (right, right_end(code, right, stops))):
            if start in seen and (start, end) in seen:
                continue
            seen |= {start, (start, end)}
            before = "(mutant({}) || (" if found[1] == "&&" else "(!mutant({}) && ("
            yield start, end, f"of {found[1]} without ({short(text[start:end])})", before, "))", ()


def comparisons(code, text):
    for found in re.finditer(r"(?<!template)\s(<=|>=|<|>|==|!=)\s", code):
        stops = r"&&|\|\||<=>|<=|>=|<|>|==|!="
        right = found.end() + len(code[found.end():]) - len(code[found.end():].lstrip())
        start, end = left_end(code, found.start(), stops), right_end(code, right, stops)
        names = [f"mutants::{name}" for name in WRONG[found[1]]]
        blank = ", " + "\n" * code[found.start():right].count("\n")
        yield (start, end, f"{short(text[start:end])}: {found[1]} taken for {names[1][9:]}",
               f"mutants::compare<{', '.join(names)}>({{}}, ", ")", (found.start(), right, blank))


def statements(code, text):
    """A call, an assignment or a count that does not happen; a check that is not made."""
    for found in STATEMENT.finditer(code):
        start = found.end()
        before = code[:start].rstrip()
        is_check = code.startswith("TRY(", start)
        if not before or before[-1] not in ";{}" or (NEVER_DELETED.match(code, start) and not is_check):
            continue
        place = start
        while code[place] not in ";)]}":
            place = closing_of(code, place) + 1 if code[place] in OPENING else place + 1
        if code[place] != ";" or ".reserve(" in code[start:place]:
            continue
        yield (start, place + 1, f"{'no check' if is_check else 'no'} {short(text[start:place])}",
               "{ if (!mutant({})) ", " }", ())


def higher_limits(code, text):
    for found in re.finditer(r"(?<![<\w:])limits::\w+(?![\w:>])", code):
        yield found.start(), found.end(), f"{text[found.start():found.end()]} one higher", "(", " + mutant({}))", ()


def short(text):
    words = " ".join(text.split())
    return words if len(words) <= 70 else words[:67] + "…"


NOT_MEANT = re.compile(r"\b(constexpr|static_assert|requires|template|concept|ensure)\b")


def mutants_of(text):
    """All mistakes that can be made possible in this text, in order."""
    code = mask(text)
    lines = code.split("\n")
    out = []
    for kind in (guards, operands, comparisons, statements, higher_limits):
        for start, end, what, before, after, swap in kind(code, text):
            line = code.count("\n", 0, start) + 1
            if start < end and not NOT_MEANT.search(lines[line - 1]):
                out.append(Mutant(line, what, start, end, before, after, swap))
    out.sort(key=lambda mutant: (mutant.start, -mutant.end))
    return out


def rewritten(text, numbered):
    """The text with these mistakes built in: [(number, mutant)]."""
    edits = []  # (place, what goes first at the same place, text); then what is cut out
    cuts = {}
    for index, (number, mutant) in enumerate(numbered):
        length = mutant.end - mutant.start
        if mutant.before:
            edits.append((mutant.start, 1, -length, index, mutant.before.replace("{}", str(number))))
        edits.append((mutant.end, 0, length, -index, mutant.after.replace("{}", str(number))))
        if mutant.swap:
            cuts[mutant.swap[0]] = mutant.swap[1:]
    out, at = [], 0
    for place, *_, piece in sorted(edits + [(start, 2, 0, 0, "") for start in cuts]):
        out.append(text[at:place])
        at = max(at, place)
        if not piece:
            end, other = cuts[place]
            out.append(other)
            at = end
        out.append(piece)
    return "".join(out) + text[at:]
