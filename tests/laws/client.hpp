// A client as the web app is one: a reducer fed like a session, and lists that were opened. Checks the law: what it
// holds is what it would fetch afresh.
#pragma once
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/laws/reducer.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {

/// A list that is open: its name and what it is the list of.
struct Open {
  enum class List {
    teams,
    people,
    organisations,
    sessions,
    api_tokens,
    notifications,
    home,
    members,
    channels,
    requests,
    flags,
    topics,
    messages,
    letters,           // to the leads of a team
    team_invitations,  // of a team
    invitations,       // of an organisation
    emails,            // of an organisation
    staff,             // of an organisation
    imports,
    import_rows,  // of an import
    erasures,
    actions,     // of a topic
    my_actions,  // of a person, the viewer
    my_ended,
    resources,
    collections,
    uploads,
    downloads,
    rebuilds,
    curriculum,
    versions,  // of a resource, as all that follow
    approvals,
    uses,
    scores,
    reports,
    questions,
    practice,
    support_requests,
    adoptions,  // of a practice post
    practice_questions,
    profile_parts,  // of a person
    matches,        // of a request, as all that follow
    agreements,
    visits,
    review_cycles,
    reviews,
    my_grants,          // of a person, the viewer, as the next
    my_review_actions,  // open ones
    interests,          // of a review, as all that follow
    review_activities,
    evidence_notes,
    report_comments,
    report_grants,
    report_readings,
    review_actions,
    contracts,  // that have not ended
    suppliers,
    pools,
    savings,
    contract_entries,  // of a contract
    experience,        // of a supplier
    participations,    // of a pool
    purchases,
    purchase_gates,  // of a purchase, as all that follow
    purchase_declarations,
    supplier_links,
    quotes,
    quote_prices,
    quote_scores
  };
  List list;
  std::uint64_t of = 0;
  friend auto operator<=>(Open const&, Open const&) = default;
};

class Client {
 public:
  Client(Scenario& scenario, std::string name, Colleague person);

  std::string const& name() const { return name_; }
  PersonId person() const { return person_.id(); }

  void open(Open const& list);
  /// Every list that this person may open now.
  void open_everything();
  /// Connects anew: the audiences are those of the present standing.
  void subscribe();

  /// What the hub does with a publication for a session of this person: the frames go to `outbox`.
  void receive(Publication const& publication);
  /// Applies frames that wait, at most so many; then fetches again what has to be.
  void drain(std::size_t frames_max = ~std::size_t{0});
  /// Comes back after being away: asks what was missed. Returns the reason when everything was fetched afresh.
  std::string resume();

  /// What is wrong, in words; empty when the law holds.
  /// `with_held`: asks for every record held, too, and not only for the lists.
  std::vector<std::string> problems(bool with_held = true);

  Reducer const& state() const { return state_; }
  Seq cursor() const { return cursor_; }
  std::set<Open> const& lists() const { return lists_; }
  /// All frames applied so far, and whether the last drain had to fetch something again.
  std::vector<std::string> take_applied() { return std::exchange(applied_, {}); }
  bool fetched_again() const { return fetched_again_; }

 private:
  void apply(std::string const& frame);
  void fetch(Open const& list);
  bool belongs(Open const& list, std::string const& scope, std::uint64_t id) const;
  void fetch_again();
  void open_reviews(std::vector<std::uint64_t> const& reviews);
  void open_buying(std::map<std::string, std::vector<std::uint64_t>> const& held);
  bool belongs_to_anchor(Open const& list, std::string const& scope, std::uint64_t id) const;
  void complete_home();
  void fetch_one(std::string const& self);
  std::set<std::string> selected(Open const& list) const;
  bool is_open_to_me(Json const& grant) const;
  std::uint64_t supplier_now(std::uint64_t supplier) const;
  std::set<std::string> selected_for_home() const;
  bool is_unread(std::uint64_t topic) const;
  bool mutes(std::uint64_t team) const;
  bool is_as_before(std::string const& what, Answer const& answer);
  void check_list(Open const& list, std::vector<std::string>& out);
  void check_home(std::vector<std::string>& out);
  void check_held(std::vector<std::string>& out);
  Json const* my_place_in(std::uint64_t team) const;

  Scenario* scenario_;
  std::string name_;
  Colleague person_;
  Reducer state_;
  std::set<Open> lists_;
  Audiences audiences_;
  std::deque<std::string> outbox_;
  Seq cursor_ = 0;
  Touched touched_;
  std::vector<std::string> applied_;
  bool fetched_again_ = false;
  std::set<std::string> known_missing_;
  std::map<std::string, std::pair<std::shared_ptr<Json const>, std::string>> compared_;  // what was equal before
  std::map<std::string, std::pair<std::uint64_t, std::string>> sound_;  // lists that were sound, and for which state
};

Query query_of(Open const& list);
/// GET of a record by its own path.
Query query_of_self(std::string const& self);
std::string to_text(Open const& list);
/// Whether the person reads the record by that path. What they put away on the radar is theirs, also while there is no
/// radar for them.
bool reads_self(Colleague const& person, std::string const& self);
/// Whether the record, as it was sent, is what a GET of its own path answers now. Of how one hears of things only what
/// was chosen is sent; the GET fills it up with what one's roles suggest. Thresholds and bands are answered together
/// with those that are shipped.
bool is_as_fresh(Json const& held, Json const& fresh);
/// The record that a GET of its own path answered. A calendar and a radar's plan are answered as a part of what holds.
Json fresh_of(Answer const& answer);

}  // namespace staffroom::tests
