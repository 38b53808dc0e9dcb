// The permission table as cases that can be tried: for each record and action a request by a viewer of whom is known
// what they are to the record. The oracle tries them in the store; the server's tests replay them over HTTP and
// WebSocket.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tests/laws/policy_table.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {

enum class Place { none, lead, member, guest, guest_elsewhere };
enum class Shut { open, team_archived, channel_archived, locked, for_members, for_leads };

/// A viewer, and how things stand around the record.
struct Situation {
  std::string name;
  /// dan: network only · tom: admin · nadia: admin of the network · tess: leader · milly: business · sid: subject_lead
  /// · gwen: governor · priya: partner · leo: leaver · olga: no membership at all
  std::string who = "dan";
  Place place = Place::none;
  bool author = false;  // made the topic, the message, the reaction, the request, the report
  bool self = false;    // the person, session, mark, notification, membership is the viewer's own
  Joining joining = Joining::open;
  Shut shut = Shut::open;
  bool leaderless = false;
  bool target_self = false;
  bool fresh = true;
  bool ends_well = true;  // of a guest: a last day within the limit
  bool guests_may_start = false;
  bool target_writable = true;  // of a move
  bool left = false;            // the person concerned has no current membership
};
std::vector<Situation> const& situations();

using Asking = std::variant<Command, Query>;

struct PolicyCase {
  std::string record;
  std::string action;
  Situation const* situation = nullptr;
  Facts facts;
  PersonId viewer;
  bool fresh = true;
  Asking asking;
  Asking unknown;                     // the same about an id that never existed
  bool hidden = true;                 // a not_found must be as that of `unknown`
  std::optional<std::string> listed;  // of a list: "kind/id" that must be in it, or must not
};

/// Whoever visits the cases only works out what would happen: then one arrangement does for all that could change it.
inline bool nothing_is_done = false;

struct Cast;

/// Arranges one case after the other in its scenario and hands each over; the arrangement holds until the visitor
/// returns.
class PolicyStage {
 public:
  explicit PolicyStage(Scenario& scenario);
  ~PolicyStage();
  void visit(Situation const& situation, std::function<void(PolicyCase const&)> const& visit);

 private:
  Scenario& scenario_;
  std::unique_ptr<Cast> cast_;
};

/// "record.action" of the table that nothing in the hub does yet, with the reason.
std::vector<std::pair<std::string, std::string>> const& actions_to_come();

/// How a command or query goes over the wire.
struct WireForm {
  std::string name;
  Method method = Method::get;
  std::string path;  // below /api/v1, with the ids in it and the query string
  Json ids;          // what a call's `ids` holds
  Json body;         // null when there is none
};
/// Nothing for internal commands.
std::optional<WireForm> wire_form(Asking const& asking);

}  // namespace staffroom::tests
