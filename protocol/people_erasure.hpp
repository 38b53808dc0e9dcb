// My data: everything the hub holds about a person as one download; and erasing a person, by two administrators.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

/// Forget who: contributions stay, signed "Former member". Forget all: messages are emptied as well.
enum class ErasureManner : std::uint8_t { forget_who, forget_all };
BOOST_DESCRIBE_ENUM(ErasureManner, forget_who, forget_all)
/// Settling: nothing shows it any more; the bytes go when the window has rolled past and the files were rewritten.
enum class ErasureState : std::uint8_t { requested, refused, withdrawn, erasing, settling, done };
BOOST_DESCRIBE_ENUM(ErasureState, requested, refused, withdrawn, erasing, settling, done)

/// Names the person by id only, so that it may stay as the certificate.
struct Erasure {
  static constexpr Kind kind = Kind::erasure;
  static constexpr std::string_view path = "/erasures/{id}";
  ErasureId id;
  std::uint32_t version = 1;
  PersonId person;
  OrganisationId organisation;  // of the person's last membership: whose administrators see this
  ErasureManner manner = ErasureManner::forget_who;
  ErasureState state = ErasureState::requested;
  PersonId requested_by;
  TimestampMs requested;
  std::optional<PersonId> decided_by;
  std::optional<TimestampMs> decided;
  std::optional<TimestampMs> settles;  // when the window has rolled past
  std::optional<TimestampMs> done;
  std::uint32_t memberships = 0;  // what was done, in numbers
  std::uint32_t team_places = 0;
  std::uint32_t messages = 0;
  std::uint32_t notifications = 0;
  std::uint32_t other = 0;
  std::string progress;  // internal: where the walk through the messages goes on; empty when it is over
};
STAFFROOM_DESCRIBE(Erasure, (),
                   (id, version, person, organisation, manner, state, requested_by, requested, decided_by, decided,
                    settles, done, memberships, team_places, messages, notifications, other, progress))

/// By the person, or an administrator who covers all their memberships.
struct RequestErasure {
  static constexpr std::string_view name = "request_erasure";
  static constexpr Route route{Method::post, "/people/{person}/erasure"};
  static constexpr Success success = Success::created;
  PersonId person;
  ErasureManner manner = ErasureManner::forget_who;
};
STAFFROOM_DESCRIBE(RequestErasure, (), (person, manner))

/// By another administrator than the one who asked.
struct ApproveErasure {
  static constexpr std::string_view name = "approve_erasure";
  static constexpr Route route{Method::post, "/erasures/{erasure}/approve"};
  static constexpr Success success = Success::changed;
  ErasureId erasure;
};
STAFFROOM_DESCRIBE(ApproveErasure, (), (erasure))

struct RefuseErasure {
  static constexpr std::string_view name = "refuse_erasure";
  static constexpr Route route{Method::post, "/erasures/{erasure}/refuse"};
  static constexpr Success success = Success::changed;
  ErasureId erasure;
};
STAFFROOM_DESCRIBE(RefuseErasure, (), (erasure))

struct WithdrawErasure {
  static constexpr std::string_view name = "withdraw_erasure";
  static constexpr Route route{Method::post, "/erasures/{erasure}/withdraw"};
  static constexpr Success success = Success::changed;
  ErasureId erasure;
};
STAFFROOM_DESCRIBE(WithdrawErasure, (), (erasure))

/// Internal: the files were rewritten after `settles`; the erasure is complete.
struct CompleteErasure {
  static constexpr std::string_view name = "complete_erasure";
  ErasureId erasure;
};
STAFFROOM_DESCRIBE(CompleteErasure, (), (erasure))

/// Internal: GET /me/data or GET /people/{person}/data was asked for. Nothing changes; the audit trail says so.
struct NoteExport {
  static constexpr std::string_view name = "note_export";
  PersonId person;
};
STAFFROOM_DESCRIBE(NoteExport, (), (person))

/// Those I may read, newest first.
struct ListErasures {
  static constexpr std::string_view name = "list_erasures";
  static constexpr Route route{Method::get, "/erasures"};
  using Item = Erasure;
};
STAFFROOM_DESCRIBE(ListErasures, (), ())

struct GetErasure {
  static constexpr std::string_view name = "get_erasure";
  static constexpr Route route{Method::get, "/erasures/{erasure}"};
  using Item = Erasure;
  ErasureId erasure;
};
STAFFROOM_DESCRIBE(GetErasure, (), (erasure))

/// What erasing would do, in numbers, and what is in the way.
struct ErasurePreview {
  PersonId person;
  std::uint32_t memberships = 0;
  std::uint32_t team_places = 0;
  std::uint32_t messages = 0;
  std::uint32_t notifications = 0;
  std::uint32_t invitations = 0;
  std::vector<std::string> obstacles;  // "This is the network's last administrator."
  std::vector<std::string> stays;      // "Where others wrote the name in a message, it stays: the words are theirs."
};
STAFFROOM_DESCRIBE(ErasurePreview, (),
                   (person, memberships, team_places, messages, notifications, invitations, obstacles, stays))

/// GET: answers with ErasurePreview.
struct PreviewErasure {
  static constexpr std::string_view name = "preview_erasure";
  static constexpr Route route{Method::get, "/people/{person}/erasure-preview"};
  using Answers = ErasurePreview;
  PersonId person;
};
STAFFROOM_DESCRIBE(PreviewErasure, (), (person))

}  // namespace staffroom
