// Records that the server itself looks at, as the system: what a link leads to, what a mail speaks of. Reads the disk:
// never on a network thread.
#pragma once
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocol/codec.hpp"
#include "protocol/json_document.hpp"
#include "store/store.hpp"

namespace staffroom::records {

/// From the JSON of an answer; null when it is no such record.
template <class R>
std::shared_ptr<R const> read(std::string_view json) {
  auto record = record_from_json(R::kind, json);
  if (!record) return nullptr;
  return std::make_shared<R const>(get<R>(*std::move(record)));
}

/// The record that a query of one record answers with; null when there is none.
template <class R>
std::shared_ptr<R const> find(Store& store, Query const& query) {
  auto const answer = store.ask(Actor{}, query, Page{}, ReadTier::disk);
  return answer && *answer ? read<R>((*answer)->json) : nullptr;
}

/// One page of a list, and the cursor of the next: empty at the end.
template <class R>
struct Listed {
  std::vector<R> items;
  std::string next;
};

/// Errors: those of the query.
template <class R>
Result<Listed<R>> page(Store& store, Query const& query, Page const& which) {
  auto const answer = store.ask(Actor{}, query, which, ReadTier::disk);
  if (!*answer) return answer->error();
  TRY_INTO(auto const document, JsonDocument::parse((*answer)->json, "page"));
  Listed<R> out;
  std::vector<std::string> items;
  each_member(document.root(), [&](std::string_view name, JsonValue const& value) {
    if (name == "next" && value.type == JsonType::text) out.next = value.text;
    if (name != "items") return true;
    for (auto place = JsonDocument::first(value); place != document.end(value); place = document.next(place)) {
      document.append(items.emplace_back(), document.value(place));
    }
    return true;
  });
  for (auto const& item : items) {
    TRY_INTO(auto record, record_from_json(R::kind, item));
    out.items.push_back(get<R>(std::move(record)));
  }
  return out;
}

/// The records of all pages of a list. Errors: those of the query.
template <class R>
Result<std::vector<R>> all(Store& store, Query const& query) {
  std::vector<R> out;
  std::string cursor;
  do {
    TRY_INTO(auto listed, page<R>(store, query, {limits::page_size_max, cursor}));
    out.insert(out.end(), std::make_move_iterator(listed.items.begin()), std::make_move_iterator(listed.items.end()));
    cursor = std::move(listed.next);
  } while (!cursor.empty());
  return out;
}

}  // namespace staffroom::records
