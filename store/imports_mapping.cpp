// What contract registers of an organisation meant by their headers and words, kept from one file to the next.
#include <algorithm>
#include <set>

#include "store/imports.hpp"
#include "store/imports_contracts_words.hpp"
#include "store/index_rows.hpp"

namespace staffroom::imports {
namespace {

std::string plain_words(std::string_view header) {
  std::string out;
  for (auto const& token : tokens_of(header)) out += (out.empty() ? "" : " ") + token;
  return out;
}

}  // namespace

void remember_into(View const& view, ImportJob& job) {
  auto const mapping = view.find<ImportMapping>(job.organisation);
  if (!mapping) return;
  job.words = mapping->words;
  std::set<ImportField> taken;
  std::vector<bool> remembered(job.columns.size());
  for (std::size_t i = 0; i < job.columns.size(); ++i) {
    auto& column = job.columns.values[i];
    for (auto const& before : mapping->columns) {
      if (plain_words(before.header.value) != plain_words(column.header.value)) continue;
      remembered[i] = true;
      column.field = before.field;
      if (column.field && !taken.insert(*column.field).second) column.field.reset();
      break;
    }
  }
  // What was guessed gives way to what was said.
  for (std::size_t i = 0; i < job.columns.size(); ++i) {
    auto& field = job.columns.values[i].field;
    if (!remembered[i] && field && !taken.insert(*field).second) field.reset();
  }
}

void keep_mapping(Change& change, View const& view, ImportJob const& before, ImportJob const& job) {
  auto const kept = view.find<ImportMapping>(job.organisation);
  ImportMapping mapping{.id = job.organisation};
  if (kept) mapping.version = kept->version + 1;
  std::set<std::string> said;
  for (auto const& column : job.columns) {
    if (!said.insert(plain_words(column.header.value)).second) continue;
    mapping.columns.values.push_back({column.header, column.field, {}});
  }
  for (auto const& column : kept ? kept->columns.values : std::vector<ImportColumn>{}) {
    if (mapping.columns.size() == mapping.columns.size_max) break;
    if (said.insert(plain_words(column.header.value)).second) mapping.columns.values.push_back(column);
  }
  said.clear();
  for (auto const& word : job.words) {
    if (said.insert(plain_category(word.word.value)).second) mapping.words.values.push_back(word);
  }
  // A word that was there and is no longer was taken out.
  for (auto const& word : before.words) said.insert(plain_category(word.word.value));
  for (auto const& word : kept ? kept->words.values : std::vector<ImportWord>{}) {
    if (mapping.words.size() == mapping.words.size_max) break;
    if (said.insert(plain_category(word.word.value)).second) mapping.words.values.push_back(word);
  }
  bool const same =
      kept &&
      std::equal(mapping.columns.begin(), mapping.columns.end(), kept->columns.begin(), kept->columns.end(),
                 [](auto const& a, auto const& b) { return a.header == b.header && a.field == b.field; }) &&
      std::equal(mapping.words.begin(), mapping.words.end(), kept->words.begin(), kept->words.end(),
                 [](auto const& a, auto const& b) { return a.word == b.word && a.category == b.category; });
  if (!same) change.put(std::move(mapping));
}

}  // namespace staffroom::imports
