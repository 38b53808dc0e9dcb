// The list's envelope, cursors and pages.
#include "store/answering.hpp"

#include <algorithm>

#include "protocol/codec.hpp"
#include "store/calendar.hpp"
#include "store/stored_record.hpp"

namespace staffroom {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

void Envelope::append(std::string& list, std::string_view stored) {
  if (!list.empty()) list += ',';
  auto const json = stored::json(stored);
  list += json;
  // Only a record that names more than 254 people (a message that a whole trust thanked) has to be parsed.
  if (!stored::append_named(stored, named_)) {
    for (Kind const kind : {Kind::message, Kind::team}) {
      if (auto record = record_from_json(kind, json)) {
        auto more = named_in(*record);
        named_.insert(named_.end(), more.begin(), more.end());
        break;
      }
    }
  }
}

void Envelope::add_once(std::string const& key, Kind kind, std::string& list) {
  if (added_.contains(key)) return;
  if (auto const stored = view_.find_raw(kind, key)) {
    added_.insert(key);
    append(list, *stored);
  }
}

Answer Envelope::finish(std::optional<std::string> const& next) {
  std::sort(named_.begin(), named_.end());
  named_.erase(std::unique(named_.begin(), named_.end()), named_.end());
  std::string out;
  out.reserve(items_.size() + also_.size() + named_.size() * 96 + 96);
  out += "{\"items\":[";
  out += items_;
  out += "],\"also\":[";
  out += also_;
  out += "],\"names\":[";
  for (bool first = true; auto const person : named_) {
    auto const name = view_.name_json(person);
    if (name.empty()) continue;
    if (!first) out += ',';
    first = false;
    out += name;
  }
  out += "],\"seq\":" + std::to_string(view_.seq()) + ",\"next\":";
  if (next) {
    append_json_string(out, *next);
  } else {
    out += "null";
  }
  out += '}';
  return {std::move(out), std::nullopt};
}

Asked asking(Actor const& actor, TimestampMs now) { return {actor, now, calendar::date_of(now), std::nullopt, 0}; }

Answer answer_record(View const& view, Kind kind, std::string const& key, std::uint32_t version) {
  auto const stored = view.find_raw(kind, key);
  ensure(stored.has_value(), "a record that was just found");
  return {std::string(stored::json(*stored)), version};
}

std::vector<NamedPerson> name_people(View const& view, std::vector<PersonId> people) {
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  std::vector<NamedPerson> out;
  for (auto const id : people) {
    if (auto const person = view.find<Person>(id)) out.push_back({id, person->name.value, person->label});
  }
  return out;
}

std::string encode_cursor(std::string_view position) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (unsigned char const byte : position) {
    bits = bits << 8 | byte;
    held += 8;
    while (held >= 6) {
      held -= 6;
      out.push_back(alphabet[bits >> held & 63]);
    }
  }
  if (held > 0) out.push_back(alphabet[bits << (6 - held) & 63]);
  return out;
}

Result<std::string> decode_cursor(std::string_view cursor) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (char const c : cursor) {
    auto const digit = alphabet.find(c);
    if (digit == std::string_view::npos) {
      return Error::bad_request("query.cursor",
                                "This cursor is not one of ours: send `next` of the page before as it was.");
    }
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    held += 6;
    if (held >= 8) {
      held -= 8;
      out.push_back(static_cast<char>(bits >> held & 255));
    }
  }
  return out;
}

Result<Answer> answer_page(View const& view, Page const& page, std::string const& prefix, Envelope& envelope,
                           ShowRow const& show) {
  std::string from;
  if (!page.cursor.empty()) {
    TRY_INTO(std::string const rest, decode_cursor(page.cursor));
    if (rest.empty()) {
      return Error::bad_request("query.cursor",
                                "This cursor is not one of ours: send `next` of the page before as it was.");
    }
    // The row after the last one shown.
    from = prefix + rest + '\0';
  }
  std::uint32_t shown = 0;
  std::string last;
  bool more = false;
  view.scan_index(prefix, from, [&](std::string_view key, std::string_view value) {
    if (shown == page.limit) {
      more = show(key, value, nullptr);
      return !more;
    }
    if (show(key, value, &envelope)) {
      ++shown;
      last = key.substr(prefix.size());
    }
    return true;
  });
  return envelope.finish(more ? std::optional(encode_cursor(last)) : std::nullopt);
}

Result<Answer> answer_merged(View const& view, Page const& page, std::vector<std::string> const& prefixes,
                             ShowId const& show) {
  std::string position;  // of the last one shown: its id, descending
  if (!page.cursor.empty()) {
    TRY_INTO(position, decode_cursor(page.cursor));
    if (position.size() != sizeof(std::uint64_t)) {
      return Error::bad_request("query.cursor",
                                "This cursor is not one of ours: send `next` of the page before as it was.");
    }
  }
  // From each list as many as the page may need, and one more to know whether there is another page.
  std::vector<std::uint64_t> ids;
  for (auto const& prefix : prefixes) {
    std::uint32_t kept = 0;
    view.scan_index(prefix, position.empty() ? "" : prefix + position + '\0', [&](std::string_view key, auto) {
      auto const id = ~read_u64(key.substr(prefix.size()));
      if (!show(id, nullptr)) return true;
      ids.push_back(id);
      return ++kept <= page.limit;
    });
  }
  std::sort(ids.begin(), ids.end(), std::greater<>());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  bool const more = ids.size() > page.limit;
  if (more) ids.resize(page.limit);
  Envelope envelope(view);
  for (auto const id : ids) show(id, &envelope);
  std::string last;
  if (more) append_u64(last, ~ids.back());
  return envelope.finish(more ? std::optional(encode_cursor(last)) : std::nullopt);
}

}  // namespace staffroom
