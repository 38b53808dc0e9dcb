// A small second opinion on the library: what each command should be told, and who should then read what. Written from
// the policy and the tables of states, knows nothing of the store.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace staffroom::tests::model {

using Who = std::size_t;   // place in the cast
using Node = std::size_t;  // place in the tree; 0 is the network
enum class Job { staff, subject_lead, head, administrator, partner };
enum class Shown { draft, published, withdrawn, deleted };

struct Person {
  std::optional<Node> at;  // nothing: has left
  Job job = Job::staff;
};
struct ShelfTeam {
  Node owner = 0;
  std::set<Who> leads;
  std::set<Who> members;
};
struct Sharing {
  std::optional<std::size_t> team;
  std::optional<Node> node;
  friend bool operator==(Sharing const&, Sharing const&) = default;
};
struct Item {
  Node organisation = 0;
  Who author = 0;
  std::optional<Who> owner;
  Sharing with;
  Shown state = Shown::draft;
};

/// A school that tries a practice post.
enum class Trial { trying, adopted, stopped };
struct Tried {
  std::size_t item = 0;
  Node school = 0;
  Who who = 0;
  Trial state = Trial::trying;
};

/// What stands on the shelves: resources, or practice posts.
enum class Wares { resources, practice };

/// Commands answer what the asker should be told; "accepted" ones have changed the model.
class ShelfModel {
 public:
  /// The parent of each node; the first one has none.
  explicit ShelfModel(std::vector<Node> parents, Wares wares = Wares::resources)
      : parents_(std::move(parents)), wares_(wares) {}

  std::vector<Person> people;
  std::vector<ShelfTeam> teams;  // closed ones
  std::vector<Item> items;
  std::vector<Tried> tried;

  bool reads(Who who, std::size_t item) const;
  bool belongs(Who who, Node node) const;

  std::string create(Who who, Node organisation);
  std::string share(Who who, std::size_t item, Sharing const& with);
  std::string publish(Who who, std::size_t item);
  std::string withdraw(Who who, std::size_t item);
  std::string take_down(Who who, std::size_t item);
  std::string transfer(Who who, std::size_t item, std::optional<Who> to);
  std::string remove(Who who, std::size_t item);
  std::string try_it(Who who, std::size_t item, Node school);
  std::string set_trial(Who who, std::size_t place, Trial state);
  bool reads_trial(Who who, std::size_t place) const;
  std::size_t count(std::size_t item, Trial state) const;
  void leave(Who who);
  void come(Who who, Node at, Job job);
  void join(Who who, std::size_t team, bool as_lead);
  void quit(Who who, std::size_t team);

 private:
  bool is_within(Node node, Node of) const;
  bool on_or_above(Who who, Node node) const;
  bool in_network(Who who) const;
  bool in_team(Who who, std::size_t team) const;
  bool owns(Who who, Item const& item) const;
  bool edits(Who who, Item const& item) const;
  bool administers(Who who, Item const& item) const;
  std::string check_target(Who who, Item const& item, Sharing const& with) const;

  std::vector<Node> parents_;
  Wares wares_;
};

}  // namespace staffroom::tests::model
