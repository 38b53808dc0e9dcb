// The second opinion.
#include "tests/simulation/model.hpp"

#include <algorithm>

namespace staffroom::tests::model {
namespace {

std::string const accepted = "accepted";
std::string const hidden = "not_found";
std::string const role = "forbidden role";
std::string const wrong_state = "conflict wrong_state";

}  // namespace

Seat const* Model::seat(Who who, std::size_t team) const {
  auto const found = teams[team].seats.find(who);
  return found == teams[team].seats.end() ? nullptr : &found->second;
}

bool Model::leads(Who who, std::size_t team) const {
  auto const* mine = seat(who, team);
  return mine && mine->rel == Rel::lead;
}

bool Model::has_lead(std::size_t team) const {
  auto const& seats = teams[team].seats;
  return std::any_of(seats.begin(), seats.end(), [](auto const& it) { return it.second.rel == Rel::lead; });
}

bool Model::finds_team(Who who, std::size_t team) const {
  return seat(who, team) || administers(who) || (in_network(who) && teams[team].joining != Join::closed);
}

bool Model::reads_channel(Who who, std::size_t channel) const {
  auto const* mine = seat(who, channels[channel].team);
  return mine && (mine->rel != Rel::guest || mine->channels.contains(channel));
}

bool Model::reads_topic(Who who, std::size_t topic) const {
  return !topics[topic].deleted && reads_channel(who, topics[topic].channel);
}

bool Model::reads_seat(Who who, std::size_t team, Who of) const {
  auto const* mine = seat(who, team);
  auto const* theirs = seat(of, team);
  if (!theirs) return false;
  if (administers(who) || who == of) return true;
  if (!mine) return false;
  if (mine->rel != Rel::guest || theirs->rel != Rel::guest) return true;
  return std::any_of(mine->channels.begin(), mine->channels.end(),
                     [&](auto channel) { return theirs->channels.contains(channel); });
}

void Model::let_time_pass(int day) {
  today = day;
  for (auto& team : teams) {
    std::erase_if(team.seats, [&](auto const& it) { return it.second.rel == Rel::guest && it.second.last_day < day; });
  }
}

bool Model::is_shut(std::size_t channel) const {
  return channels[channel].archived || teams[channels[channel].team].archived;
}

bool Model::may_post(Who who, std::size_t channel) const {
  auto const* mine = seat(who, channels[channel].team);
  if (!mine || is_shut(channel)) return false;
  switch (channels[channel].posting) {
    case Post::everyone: return true;
    case Post::members: return mine->rel != Rel::guest;
    case Post::leads: return mine->rel == Rel::lead;
  }
  return false;
}

std::string Model::may_start(Who who, std::size_t channel) const {
  if (seat(who, channels[channel].team)->rel == Rel::guest && !channels[channel].guests_may_start) {
    return "forbidden guests_may_start";
  }
  return may_post(who, channel) ? std::string() : "forbidden may_post";
}

// ---- teams

std::string Model::join(Who who, std::size_t team) {
  auto& it = teams[team];
  if (!finds_team(who, team)) return hidden;
  if (!in_network(who)) return role;
  if (it.joining != Join::open) return "forbidden open_team";
  if (it.archived) return wrong_state;
  if (seat(who, team)) return "conflict already_member";
  it.seats[who] = {};
  return accepted;
}

std::string Model::add_member(Who who, std::size_t team, Who whom) {
  auto& it = teams[team];
  if (!finds_team(who, team) || (!in_network(who) && who != whom)) return hidden;
  if (!leads(who, team)) {
    if (administers(who)) {
      if (who == whom) return "forbidden not_self";
      if (it.joining == Join::closed) return "forbidden not_closed_team";
    } else {
      return seat(who, team) ? role : hidden;
    }
  }
  if (it.archived) return wrong_state;
  if (seat(whom, team)) return "conflict already_member";
  if (!in_network(whom)) return "unprocessable body.person";
  it.seats[whom] = {};
  return accepted;
}

std::string Model::add_guest(Who who, std::size_t team, Who whom, std::size_t channel, int last_day) {
  auto& it = teams[team];
  if (!finds_team(who, team) || (!in_network(who) && who != whom)) return hidden;
  if (!leads(who, team)) return seat(who, team) || administers(who) ? role : hidden;
  if (last_day < today || last_day > today + 365) return "forbidden end_date";
  if (it.archived) return wrong_state;
  if (seat(whom, team)) return "conflict already_member";
  it.seats[whom] = {Rel::guest, {channel}, last_day};
  return accepted;
}

std::string Model::appoint(Who who, std::size_t team, Who whom) {
  auto& it = teams[team];
  if (!finds_team(who, team) || (!in_network(who) && who != whom)) return hidden;
  if (!leads(who, team)) {
    if (!administers(who)) return role;
    if (has_lead(team)) return "forbidden no_lead";
    if (who == whom) return "forbidden not_self";
  }
  if (it.archived) return wrong_state;
  if (leads(whom, team)) return wrong_state;
  if (!in_network(whom)) return seat(whom, team) ? "unprocessable body.relation" : "unprocessable body.person";
  it.seats[whom] = {Rel::lead, {}, 0};
  return accepted;
}

std::string Model::change_relation(Who who, std::size_t team, Who whom, Rel rel) {
  if (!reads_seat(who, team, whom)) return hidden;
  if (!leads(who, team)) return role;
  auto& theirs = teams[team].seats.at(whom);
  if (theirs.rel == rel) return wrong_state;
  if (!in_network(whom)) return "unprocessable body.relation";
  theirs = {rel, {}, 0};
  return accepted;
}

std::string Model::end(Who who, std::size_t team, Who whom) {
  if (!reads_seat(who, team, whom)) return hidden;
  if (!leads(who, team) && !administers(who) && who != whom) return role;
  teams[team].seats.erase(whom);
  return accepted;
}

std::string Model::archive_team(Who who, std::size_t team, bool archived) {
  if (!finds_team(who, team)) return hidden;
  if (!leads(who, team) && !administers(who)) return role;
  if (teams[team].archived == archived) return wrong_state;
  teams[team].archived = archived;
  return accepted;
}

std::string Model::set_joining(Who who, std::size_t team, Join joining) {
  if (!finds_team(who, team)) return hidden;
  if (!leads(who, team) && !administers(who)) return role;
  if (teams[team].archived) return wrong_state;
  teams[team].joining = joining;
  return accepted;
}

// ---- channels

std::string Model::only_lead_of_channel(Who who, std::size_t channel) const {
  if (!reads_channel(who, channel)) return hidden;
  return leads(who, channels[channel].team) ? std::string() : role;
}

std::string Model::archive_channel(Who who, std::size_t channel, bool archived) {
  if (auto const no = only_lead_of_channel(who, channel); !no.empty()) return no;
  if (teams[channels[channel].team].archived || channels[channel].archived == archived) return wrong_state;
  channels[channel].archived = archived;
  return accepted;
}

std::string Model::set_posting(Who who, std::size_t channel, Post posting) {
  if (auto const no = only_lead_of_channel(who, channel); !no.empty()) return no;
  if (is_shut(channel)) return wrong_state;
  channels[channel].posting = posting;
  return accepted;
}

std::string Model::let_guests_start(Who who, std::size_t channel, bool may) {
  if (auto const no = only_lead_of_channel(who, channel); !no.empty()) return no;
  if (is_shut(channel)) return wrong_state;
  channels[channel].guests_may_start = may;
  return accepted;
}

// ---- topics

std::string Model::only_author_or_lead(Who who, std::size_t topic) const {
  if (!reads_topic(who, topic)) return hidden;
  auto const& it = topics[topic];
  return it.author == who || leads(who, channels[it.channel].team) ? std::string() : role;
}

std::string Model::only_lead_of(Who who, std::size_t topic) const {
  if (!reads_topic(who, topic)) return hidden;
  return leads(who, channels[topics[topic].channel].team) ? std::string() : role;
}

std::string Model::start(Who who, std::size_t channel, std::string const& text) {
  if (!reads_channel(who, channel)) return hidden;
  if (auto const no = may_start(who, channel); !no.empty()) return no;
  topics.push_back({.channel = channel, .author = who, .messages = {{who, text, false}}});
  return accepted;
}

std::string Model::edit_title(Who who, std::size_t topic) {
  if (auto const no = only_author_or_lead(who, topic); !no.empty()) return no;
  return is_shut(topics[topic].channel) || topics[topic].state != State::open ? wrong_state : accepted;
}

std::string Model::summarise(Who who, std::size_t topic, bool any) {
  if (!reads_topic(who, topic)) return hidden;
  auto& it = topics[topic];
  bool const guest = seat(who, channels[it.channel].team)->rel == Rel::guest;
  if (guest && it.author != who) return role;
  if (!may_post(who, it.channel) || it.state == State::locked) return "forbidden may_post";
  if (it.state != State::open) return wrong_state;
  it.summary = any;
  return accepted;
}

std::string Model::agree(Who who, std::size_t topic) {
  if (auto const no = only_author_or_lead(who, topic); !no.empty()) return no;
  auto& it = topics[topic];
  if (is_shut(it.channel) || it.state != State::open) return wrong_state;
  if (!it.summary) return "conflict no_summary";
  it.state = State::agreed;
  return accepted;
}

std::string Model::reopen(Who who, std::size_t topic) {
  if (auto const no = only_author_or_lead(who, topic); !no.empty()) return no;
  auto& it = topics[topic];
  if (is_shut(it.channel) || it.state != State::agreed) return wrong_state;
  it.state = State::open;
  return accepted;
}

std::string Model::lock(Who who, std::size_t topic) {
  if (auto const no = only_lead_of(who, topic); !no.empty()) return no;
  auto& it = topics[topic];
  if (it.state == State::locked) return wrong_state;
  it.before_lock = it.state;
  it.state = State::locked;
  return accepted;
}

std::string Model::unlock(Who who, std::size_t topic) {
  if (auto const no = only_lead_of(who, topic); !no.empty()) return no;
  auto& it = topics[topic];
  if (it.state != State::locked) return wrong_state;
  it.state = it.before_lock;
  return accepted;
}

std::string Model::move(Who who, std::size_t topic, std::size_t channel) {
  if (!reads_topic(who, topic) || !reads_channel(who, channel)) return hidden;
  if (auto const no = only_lead_of(who, topic); !no.empty()) return no;
  if (!may_start(who, channel).empty()) return "forbidden write_target";
  if (topics[topic].channel == channel) return wrong_state;
  topics[topic].channel = channel;
  return accepted;
}

std::string Model::remove(Who who, std::size_t topic) {
  if (auto const no = only_lead_of(who, topic); !no.empty()) return no;
  topics[topic].deleted = true;
  topics[topic].messages.clear();
  return accepted;
}

// ---- messages

std::string Model::post(Who who, std::size_t topic, std::string const& text) {
  if (!reads_topic(who, topic)) return hidden;
  auto& it = topics[topic];
  if (!may_post(who, it.channel) || it.state == State::locked) return "forbidden may_post";
  it.messages.push_back({who, text, false});
  return accepted;
}

std::string Model::edit(Who who, std::size_t topic, std::size_t ordinal, std::string const& text) {
  auto& it = topics[topic];
  if (!reads_topic(who, topic) || ordinal > it.messages.size()) return hidden;
  auto& message = it.messages[ordinal - 1];
  if (message.author != who) return role;
  if (!may_post(who, it.channel) || it.state == State::locked) return "forbidden may_post";
  if (message.deleted) return wrong_state;
  message.text = text;
  return accepted;
}

std::string Model::remove_message(Who who, std::size_t topic, std::size_t ordinal) {
  auto& it = topics[topic];
  if (!reads_topic(who, topic) || ordinal > it.messages.size()) return hidden;
  auto& message = it.messages[ordinal - 1];
  if (message.author != who && !leads(who, channels[it.channel].team)) return role;
  if (message.deleted) return wrong_state;
  message = {message.author, "", true};
  return accepted;
}

std::string Model::mark(Who who, std::size_t topic, std::size_t ordinal) {
  if (!reads_topic(who, topic)) return hidden;
  auto& it = topics[topic];
  if (ordinal > it.messages.size()) return "unprocessable body.ordinal";
  it.marks[who] = std::max(it.marks[who], ordinal);
  return accepted;
}

}  // namespace staffroom::tests::model
