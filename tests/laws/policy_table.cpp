// Reading the table, and the greatest answer of not_found < forbidden < allow.
#include "tests/laws/policy_table.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace staffroom::tests {
namespace {

std::vector<std::string> split(std::string const& text, char at) {
  std::vector<std::string> out;
  std::stringstream in(text);
  for (std::string part; std::getline(in, part, at);) out.push_back(part);
  return out;
}

PolicyRow row_of(std::string const& line) {
  auto const cells = split(line, ',');
  if (cells.size() != 5) throw std::runtime_error("not a row of the policy: " + line);
  PolicyRow row{cells[0], cells[1], cells[2], {}, cells[4], line};
  if (cells[3] != "-") {
    for (auto const& part : split(cells[3], '&')) {
      bool const no = part.front() == '!';
      row.conditions.emplace_back(no ? part.substr(1) : part, !no);
    }
  }
  return row;
}

int rank(std::string const& answer) { return answer == "allow" ? 2 : answer == "forbidden" ? 1 : 0; }

bool holds(PolicyRow const& row, Facts const& facts) {
  if (!facts.relations.contains(row.relation)) return false;
  for (auto const& [name, wanted] : row.conditions) {
    auto const known = facts.truths.find(name);
    if (known == facts.truths.end() || known->second != wanted) return false;
  }
  return true;
}

}  // namespace

std::vector<PolicyRow> const& policy_rows() {
  static std::vector<PolicyRow> const rows = [] {
    std::ifstream file(std::string(STAFFROOM_SOURCE_FOLDER) + "/tests/fixtures/policy.csv");
    std::vector<PolicyRow> out;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) out.push_back(row_of(line));
    return out;
  }();
  return rows;
}

Verdict judge(std::string const& record, std::string const& action, Facts const& facts) {
  Verdict verdict;
  for (auto const& row : policy_rows()) {
    if (row.record != record || row.action != action || !holds(row, facts)) continue;
    if (facts.gets_there && rank(row.answer) > rank(verdict.answer)) {
      verdict = {row.answer, {}, {}};
    }
    if (row.answer != verdict.answer) continue;
    verdict.because.push_back(&row);
    for (auto const& [name, wanted] : row.conditions) {
      if (!wanted) verdict.reasons.insert(name);
    }
  }
  if (verdict.answer != "forbidden") verdict.reasons.clear();
  if (verdict.answer == "forbidden" && verdict.reasons.empty()) verdict.reasons.insert("role");
  return verdict;
}

}  // namespace staffroom::tests
