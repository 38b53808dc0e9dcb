// Mail: what is to be sent to whom and how far it got, never the text. The text is made when it is sent, from what the
// hub knows then.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

/// What a mail says that it can be stopped: the mails of a kind (the pace becomes `digest`), or the digest.
enum class Unsubscribed : std::uint8_t {
  conversations,
  teams,
  library,
  practice,
  support,
  actions,
  administration,
  digest,
  reviews,
  buying
};
BOOST_DESCRIBE_ENUM(Unsubscribed, conversations, teams, library, practice, support, actions, administration, digest,
                    reviews, buying)

enum class EmailAbout : std::uint8_t {
  invitation,
  welcome,        // an account was made: set a password
  reset,          // a password was forgotten
  email_confirm,  // to the new address
  email_changed,  // to the old address
  password_changed,
  farewell,  // the last membership ended
  erased,
  notice,  // one notification that needs the person
  digest,
  quote_invited,  // to a supplier, as the following
  quote_deadline,
  quote_received,
  award_letter,
  purchase_cancelled,
  award_withdrawn
};
BOOST_DESCRIBE_ENUM(EmailAbout, invitation, welcome, reset, email_confirm, email_changed, password_changed, farewell,
                    erased, notice, digest, quote_invited, quote_deadline, quote_received, award_letter,
                    purchase_cancelled, award_withdrawn)
/// Uncertain: the hub stopped while handing it over; it is never sent again by itself. Held: it waits for the person's
/// hours.
enum class EmailState : std::uint8_t { due, sending, sent, bounced, failed, uncertain, dropped, held };
BOOST_DESCRIBE_ENUM(EmailState, due, sending, sent, bounced, failed, uncertain, dropped, held)

/// For the person and for administrators of the organisation. Of those to suppliers nobody sees anything.
struct EmailNote {
  static constexpr Kind kind = Kind::email;
  static constexpr std::string_view path = "/emails/{id}";
  EmailId id;
  std::uint32_t version = 1;
  EmailAbout about = EmailAbout::invitation;
  std::optional<InvitationId> invitation;
  std::optional<PersonId> person;              // whom it concerns, when there is an account
  std::optional<OrganisationId> organisation;  // whose administrators see how far it got
  Email to;
  EmailState state = EmailState::due;
  std::uint32_t attempts = 0;
  TimestampMs next_at;          // when it is tried (again)
  std::optional<Line> trouble;  // what the mail server said, without addresses
  TimestampMs created;
  std::optional<NotificationId> notification;   // of a notice
  std::optional<SupplierLinkId> supplier_link;  // to a supplier
  std::optional<TimestampMs> covers_from;       // of a digest: what happened after this …
  std::optional<TimestampMs> covers_to;         // … up to this
};
STAFFROOM_DESCRIBE(EmailNote, (),
                   (id, version, about, invitation, person, organisation, to, state, attempts, next_at, trouble,
                    created, notification, supplier_link, covers_from, covers_to))

/// Internal, by the mail follower: recorded before the mail is handed over.
struct TakeEmail {
  static constexpr std::string_view name = "take_email";
  EmailId email;
};
STAFFROOM_DESCRIBE(TakeEmail, (), (email))

enum class EmailResult : std::uint8_t { sent, bounced, refused, uncertain, dropped };
BOOST_DESCRIBE_ENUM(EmailResult, sent, bounced, refused, uncertain, dropped)

/// Internal, by the mail follower: how it went. `refused`: tried again after 1, 5, 30 minutes, 2 and 8 hours.
struct ReportEmail {
  static constexpr std::string_view name = "report_email";
  EmailId email;
  EmailResult result = EmailResult::sent;
  std::optional<Line> trouble;
};
STAFFROOM_DESCRIBE(ReportEmail, (), (email, result, trouble))

/// By an administrator of the organisation: an uncertain or failed mail is sent again.
struct SendEmailAgain {
  static constexpr std::string_view name = "send_email_again";
  static constexpr Route route{Method::post, "/emails/{email}/again"};
  static constexpr Success success = Success::changed;
  EmailId email;
};
STAFFROOM_DESCRIBE(SendEmailAgain, (), (email))

/// Mail about people and invitations of this organisation and below, newest first.
struct ListEmails {
  static constexpr std::string_view name = "list_emails";
  static constexpr Route route{Method::get, "/organisations/{organisation}/emails"};
  using Item = EmailNote;
  OrganisationId organisation;
};
STAFFROOM_DESCRIBE(ListEmails, (), (organisation))

struct GetEmail {
  static constexpr std::string_view name = "get_email";
  static constexpr Route route{Method::get, "/emails/{email}"};
  using Item = EmailNote;
  EmailId email;
};
STAFFROOM_DESCRIBE(GetEmail, (), (email))

}  // namespace staffroom
