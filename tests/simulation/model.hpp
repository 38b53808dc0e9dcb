// A small second opinion on teams and conversations: what each command should be told, and what everybody should then
// read. Written from the policy and the tables of states, knows nothing of the store.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace staffroom::tests::model {

using Who = std::size_t;  // place in the cast
enum class Standing { network, administrator, partner };
enum class Join { open, by_request, closed };
enum class Rel { lead, member, guest };
enum class Post { everyone, members, leads };
enum class State { open, agreed, locked };

struct Seat {
  Rel rel = Rel::member;
  std::set<std::size_t> channels;  // of a guest
  int last_day = 0;                // of a guest
};
struct Team {
  Join joining = Join::open;
  bool archived = false;
  std::map<Who, Seat> seats;
};
struct Channel {
  std::size_t team = 0;
  Post posting = Post::everyone;
  bool guests_may_start = false;
  bool archived = false;
};
struct Message {
  Who author = 0;
  std::string text;
  bool deleted = false;
  friend bool operator==(Message const&, Message const&) = default;
};
struct Topic {
  std::size_t channel = 0;
  Who author = 0;
  State state = State::open;
  State before_lock = State::open;
  bool summary = false;
  bool deleted = false;
  std::vector<Message> messages;
  std::map<Who, std::size_t> marks;
};

/// Commands answer what the asker should be told; "accepted" ones have changed the model.
class Model {
 public:
  explicit Model(std::vector<Standing> cast) : cast_(std::move(cast)) {}

  std::vector<Team> teams;
  std::vector<Channel> channels;
  std::vector<Topic> topics;
  int today = 0;  // days, in London

  bool finds_team(Who who, std::size_t team) const;
  bool reads_channel(Who who, std::size_t channel) const;
  bool reads_topic(Who who, std::size_t topic) const;
  bool reads_seat(Who who, std::size_t team, Who of) const;
  void let_time_pass(int day);

  std::string join(Who who, std::size_t team);
  std::string add_member(Who who, std::size_t team, Who whom);
  std::string add_guest(Who who, std::size_t team, Who whom, std::size_t channel, int last_day);
  std::string appoint(Who who, std::size_t team, Who whom);
  std::string change_relation(Who who, std::size_t team, Who whom, Rel rel);
  std::string end(Who who, std::size_t team, Who whom);
  std::string archive_team(Who who, std::size_t team, bool archived);
  std::string set_joining(Who who, std::size_t team, Join joining);
  std::string archive_channel(Who who, std::size_t channel, bool archived);
  std::string set_posting(Who who, std::size_t channel, Post posting);
  std::string let_guests_start(Who who, std::size_t channel, bool may);

  std::string start(Who who, std::size_t channel, std::string const& text);
  std::string edit_title(Who who, std::size_t topic);
  std::string summarise(Who who, std::size_t topic, bool any);
  std::string agree(Who who, std::size_t topic);
  std::string reopen(Who who, std::size_t topic);
  std::string lock(Who who, std::size_t topic);
  std::string unlock(Who who, std::size_t topic);
  std::string move(Who who, std::size_t topic, std::size_t channel);
  std::string remove(Who who, std::size_t topic);
  std::string post(Who who, std::size_t topic, std::string const& text);
  std::string edit(Who who, std::size_t topic, std::size_t ordinal, std::string const& text);
  std::string remove_message(Who who, std::size_t topic, std::size_t ordinal);
  std::string mark(Who who, std::size_t topic, std::size_t ordinal);

 private:
  Seat const* seat(Who who, std::size_t team) const;
  bool leads(Who who, std::size_t team) const;
  bool administers(Who who) const { return cast_[who] == Standing::administrator; }
  bool in_network(Who who) const { return cast_[who] != Standing::partner; }
  bool has_lead(std::size_t team) const;
  bool may_post(Who who, std::size_t channel) const;
  std::string may_start(Who who, std::size_t channel) const;
  bool is_shut(std::size_t channel) const;
  /// Of the topic's author or a lead; empty when it may go on.
  std::string only_author_or_lead(Who who, std::size_t topic) const;
  std::string only_lead_of(Who who, std::size_t topic) const;
  std::string only_lead_of_channel(Who who, std::size_t channel) const;

  std::vector<Standing> cast_;
};

}  // namespace staffroom::tests::model
