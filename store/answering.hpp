// How answers are put together: the list's envelope, from stored bytes that are concatenated and not parsed.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/kinds.hpp"
#include "store/dispatch.hpp"
#include "store/permissions.hpp"
#include "store/view.hpp"

namespace staffroom {

/// {"items":[…],"also":[…],"names":[…],"seq":n,"next":…}
class Envelope {
 public:
  explicit Envelope(View const& view) : view_(view) {}

  void item(std::string_view stored) { append(items_, stored); }
  void also(std::string_view stored) { append(also_, stored); }
  /// The record under the key, if there is one and it was not added before.
  template <class R, class... Key>
  void also_of(Key... key) {
    add_once(record_key<R>(key...), R::kind, also_);
  }
  template <class R, class... Key>
  void item_of(Key... key) {
    add_once(record_key<R>(key...), R::kind, items_);
  }
  Answer finish(std::optional<std::string> const& next);

 private:
  void append(std::string& list, std::string_view stored);
  void add_once(std::string const& key, Kind kind, std::string& list);

  View const& view_;
  std::string items_;
  std::string also_;
  std::vector<PersonId> named_;
  std::set<std::string> added_;
};

/// A query's own Asked: it takes no ids and has no If-Match.
Asked asking(Actor const& actor, TimestampMs now);

/// The bare record.
Answer answer_record(View const& view, Kind kind, std::string const& key, std::uint32_t version);
template <class R, class... Key>
Answer answer_of(View const& view, R const& record, Key... key) {
  return answer_record(view, R::kind, record_key<R>(key...), record.version);
}

/// Once each, by their ids; who has no record is left out. For answers with a struct of their own.
std::vector<NamedPerson> name_people(View const& view, std::vector<PersonId> people);

/// Cursors: the rest of the last key shown, in base64url; opaque to clients.
std::string encode_cursor(std::string_view position);
/// Errors: bad_request at "query.cursor".
Result<std::string> decode_cursor(std::string_view cursor);

/// Whether the reader may see the row's record; adds it to the envelope unless that is null (a probe for one more).
using ShowRow = std::function<bool(std::string_view key, std::string_view value, Envelope* into)>;

/// Walks index rows under `prefix` from a cursor on, and shows at most `page.limit` of them. Rows that the reader may
/// not see are passed over and count for nothing, in `next` neither.
Result<Answer> answer_page(View const& view, Page const& page, std::string const& prefix, Envelope& envelope,
                           ShowRow const& show);

/// Whether the reader may see the record with this id; adds it to the envelope.
using ShowId = std::function<bool(std::uint64_t id, Envelope* into)>;

/// As answer_page, over several lists whose rows are prefix and descending id: merged newest first, each id once.
Result<Answer> answer_merged(View const& view, Page const& page, std::vector<std::string> const& prefixes,
                             ShowId const& show);

}  // namespace staffroom
