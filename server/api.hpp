// The HTTP side of the server, one per network thread: who asks and how often from the head alone, then decoding, then
// the store. Also the way to the live connection, the pages for operators, and the web app's files.
#pragma once
#include <optional>
#include <string>

#include "protocol/codec.hpp"
#include "server/api_tokens.hpp"
#include "server/net/http.hpp"
#include "server/parts.hpp"

namespace staffroom {

class Api final : public net::Service {
 public:
  Api(Shared& shared, Own& own) : shared_(shared), own_(own), programs_(shared.store) {}
  net::Admission admit(net::Request const& request) override;
  void note_answer(net::Request const& request, int status, std::chrono::microseconds took) override;

 private:
  struct Asking {  // who, from where
    SignedIn signed_in;
    std::string address;
    std::string token;
    std::optional<TokenHolder> program;  // when it is not a session, but a token for programs
  };

  net::Admission admit_api(net::Request const& request, std::string_view path, std::string_view query);
  std::optional<net::Admission> admit_open(net::Request const& request, std::string_view path,
                                           std::string const& address);
  /// `Authorization: Bearer …`: no cookie beside it, and within the token's scopes.
  net::Admission admit_program(net::Request const& request, std::string_view path, std::string_view query,
                               std::string_view secret, std::string address);
  net::Admission admit_known(net::Request const& request, std::string_view path, std::string_view query,
                             Asking const& asking);
  net::Admission admit_within_rates(net::Request const& request, std::string_view path, std::string_view query,
                                    Asking const& asking);
  net::Admission admit_route(net::Request const& request, std::string_view path, std::string_view query,
                             Asking const& asking);
  net::Admission admit_live(net::Request const& request, SignedIn const& signed_in, std::string_view token);
  net::Admission admit_query(Endpoint const& endpoint, PathIds const& ids, std::string_view query,
                             Asking const& asking);
  net::Admission admit_command(net::Request const& request, Endpoint const& endpoint, PathIds ids,
                               std::string_view query, Asking const& asking);
  net::Admission admit_sign_in(net::Request const& request, std::string address);
  net::Admission admit_sign_out(Asking const& asking);
  net::Admission admit_new_token(Asking const& asking);
  net::Admission admit_change_password(Asking const& asking);
  net::Admission admit_confirm_password(Asking const& asking);
  /// Copies of a person's data and of the audit trail; nothing when the path is none of theirs.
  std::optional<net::Admission> admit_export(net::Request const& request, std::string_view path, std::string_view query,
                                             Asking const& asking);
  net::Admission admit_audit_csv(std::string_view query, Asking const& asking);
  net::Admission admit_contracts_csv(OrganisationId organisation, Asking const& asking);
  net::Admission admit_data(PersonId person, Asking const& asking);
  net::Admission admit_purchase_file(PurchaseId purchase, Asking const& asking);
  void note_audit_read(Query const& query, Page const& page, Actor const& actor);
  net::Admission admit_clock(net::Request const& request);
  net::Admission admit_import(net::Request const& request, PathIds const& ids, Asking const& asking);
  /// tus: uploads that can be resumed. Nothing when the request is none of theirs.
  std::optional<net::Admission> admit_tus(net::Request const& request, Endpoint const& endpoint, PathIds const& ids,
                                          Asking const& asking);
  net::Admission admit_new_upload(net::Request const& request, OrganisationId organisation, Asking const& asking);
  net::Admission admit_more_upload(net::Request const& request, UploadId upload, Asking const& asking);
  net::Admission admit_upload_place(UploadId upload, Asking const& asking);
  net::Admission admit_upload_end(UploadId upload, Asking const& asking);
  /// Files of versions, their text and first page, and what was packed for somebody; nothing when the path is none of
  /// theirs.
  std::optional<net::Admission> admit_file(net::Request const& request, std::string_view path, std::string_view query,
                                           Asking const& asking);
  net::Admission admit_packed(net::Request const& request, DownloadId download, Asking const& asking);
  /// `asker`: none when it is nobody with an account.
  net::Admission run_on_files_pool(PersonId asker, std::function<net::Response()> work);
  net::Admission admit_forgot_password(std::string address);
  /// GET LINK, POST LINK/accept, POST LINK/decline; `rest` is the path behind "/links/". With a session or without.
  net::Admission admit_link(net::Request const& request, std::string_view rest, std::string address);
  /// What suppliers do by their link; `rest` is the path behind "/supplier/". No session.
  net::Admission admit_supplier(net::Request const& request, std::string_view rest);
  net::Admission admit_supplier_file(net::Request const& request, links::Link const& link);
  net::Admission admit_quote_scan(net::Request const& request, PathIds const& ids, Asking const& asking);
  net::Response store_quote_scan(PurchaseId purchase, Actor const& actor, std::string const& name,
                                 std::string const& bytes);
  net::Admission admit_spool(net::Request const& request);
  /// Addresses in mails and calendars that other programs use; nothing when the path is none of theirs.
  std::optional<net::Admission> admit_feed(net::Request const& request, std::string_view path);
  net::Admission admit_unsubscribe(net::Request const& request, std::string_view token);
  net::Admission admit_calendar(net::Request const& request, std::string_view token);
  net::Admission admit_calendar_address(PathIds const& ids, Asking const& asking);
  std::optional<net::Response> operators_page(net::Request const& request, std::string_view path);

  void ask_on_pool(Query query, Page page, Actor actor, net::Respond respond);
  /// What the route needs of a token: nothing when the asker has it, or is no program.
  std::optional<Error> beyond_token(Asking const& asking, std::optional<TokenScope> needed) const;
  /// Whether the session or token has not ended since the request began.
  bool is_still_there(Asking const& asking);
  /// What browsers send by themselves must come from our own page; a program shows its token on purpose.
  enum class Carries : std::uint8_t { cookie, token };
  static Carries carried_by(Asking const& asking) { return asking.program ? Carries::token : Carries::cookie; }
  /// Of a write: Origin, content type, encoding.
  std::optional<Error> check_write(net::Request const& request, Carries carries = Carries::cookie) const;
  /// And encoding, whatever the type.
  std::optional<Error> check_origin(net::Request const& request, Carries carries = Carries::cookie) const;
  std::string address_of(net::Request const& request) const;
  std::string cookie_line(std::string_view token) const;

  Shared& shared_;
  Own& own_;
  ApiTokens programs_;
};

}  // namespace staffroom
