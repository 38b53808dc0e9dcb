// Events as text.
#include "store/event.hpp"

#include <algorithm>

#include "store/rocks.hpp"

namespace staffroom {
namespace {

/// An event goes out even when the disk fails to say what someone is called.
std::string name_if_readable(View const& view, PersonId person) {
  try {
    return view.name_json(person);
  } catch (ReadFailed const&) {
    return {};
  }
}

}  // namespace

void append_event_json(std::string& out, Event const& event, std::string_view json) {
  out += "{\"seq\":";
  out += std::to_string(event.seq);
  out += ",\"because\":\"";
  out += event.because;
  switch (event.type) {
    case Event::Type::put:
      out += "\",\"put\":";
      out += json;
      break;
    case Event::Type::remove:
      out += "\",\"delete\":{\"kind\":\"";
      out += name_of(event.kind);
      out += "\",\"id\":" + std::to_string(event.id) + "}";
      break;
    case Event::Type::access:
      out += "\",\"access\":{\"scope\":\"";
      out += name_of(event.access.scope);
      out += "\",\"id\":" + std::to_string(event.access.id) + ",\"change\":\"";
      out += name_of(event.access.change);
      out += "\"}";
      break;
  }
  out += '}';
}

void EventsFrame::add(std::string_view event_json, std::vector<PersonId> const& named) {
  if (!events_.empty()) events_ += ',';
  events_ += event_json;
  ++count_;
  for (auto const person : named) {
    if (named_.empty() || named_.back() != person) named_.push_back(person);
  }
}

std::string EventsFrame::start(View const& view) const {
  auto named = named_;
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  std::string out;
  out.reserve(events_.size() + named.size() * 96 + 64);
  out += "{\"events\":[";
  out += events_;
  out += "],\"names\":[";
  bool first = true;
  for (auto const person : named) {
    auto const name = name_if_readable(view, person);
    if (name.empty()) continue;
    if (!first) out += ',';
    first = false;
    out += name;
  }
  out += ']';
  return out;
}

std::string EventsFrame::with_last(std::string start, Seq last) {
  start += ",\"last\":";
  start += std::to_string(last);
  start += '}';
  return start;
}

void EventsFrame::clear() {
  events_.clear();
  named_.clear();
  count_ = 0;
}

}  // namespace staffroom
