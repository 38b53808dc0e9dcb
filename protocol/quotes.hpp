// Quotes: suppliers are asked by a private link and answer without an account; sealed until the deadline, for
// everybody.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/purchases.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

enum class DeclarationState : std::uint8_t { declared, cleared, refused, replaced };
BOOST_DESCRIBE_ENUM(DeclarationState, declared, cleared, refused, replaced)

/// Of the owner or a person named in a purchase. Nil is a declaration, too. Read by its author, the owner, the chair
/// and the leaders of the organisation. `replaced`: by a newer one of the same person.
struct PurchaseDeclaration {
  static constexpr Kind kind = Kind::purchase_declaration;
  static constexpr std::string_view path = "/purchase-declarations/{id}";
  PurchaseDeclarationId id;
  std::uint32_t version = 1;
  PurchaseId purchase;
  PersonId person;
  bool nil = true;
  Note words;
  DeclarationState state = DeclarationState::declared;
  std::optional<PersonId> decided_by;
  Note reason;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(PurchaseDeclaration, (),
                   (id, version, purchase, person, nil, words, state, decided_by, reason, created))

struct DeclareForPurchase {
  static constexpr std::string_view name = "declare_for_purchase";
  static constexpr Route route{Method::post, "/purchases/{purchase}/declarations"};
  static constexpr Success success = Success::created;
  PurchaseId purchase;
  bool nil = true;
  Note words;
};
STAFFROOM_DESCRIBE(DeclareForPurchase, (), (purchase, nil, words))

/// By the owner, the chair or a leader of the organisation; nobody clears their own.
struct ClearPurchaseDeclaration {
  static constexpr std::string_view name = "clear_purchase_declaration";
  static constexpr Route route{Method::post, "/purchase-declarations/{declaration}/clear"};
  static constexpr Success success = Success::changed;
  PurchaseDeclarationId declaration;
  Note reason;
};
STAFFROOM_DESCRIBE(ClearPurchaseDeclaration, (), (declaration, reason))

/// They are barred from all that is sealed, and have to be replaced.
struct RefusePurchaseDeclaration {
  static constexpr std::string_view name = "refuse_purchase_declaration";
  static constexpr Route route{Method::post, "/purchase-declarations/{declaration}/refuse"};
  static constexpr Success success = Success::changed;
  PurchaseDeclarationId declaration;
  Note reason;
};
STAFFROOM_DESCRIBE(RefusePurchaseDeclaration, (), (declaration, reason))

struct ListPurchaseDeclarations {
  static constexpr std::string_view name = "list_purchase_declarations";
  static constexpr Route route{Method::get, "/purchases/{purchase}/declarations"};
  using Item = PurchaseDeclaration;
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(ListPurchaseDeclarations, (), (purchase))

struct GetPurchaseDeclaration {
  static constexpr std::string_view name = "get_purchase_declaration";
  static constexpr Route route{Method::get, "/purchase-declarations/{declaration}"};
  using Item = PurchaseDeclaration;
  PurchaseDeclarationId declaration;
};
STAFFROOM_DESCRIBE(GetPurchaseDeclaration, (), (declaration))

/// A supplier that is asked. Read by the owner alone. Whether anything came is not in it.
struct SupplierLink {
  static constexpr Kind kind = Kind::supplier_link;
  static constexpr std::string_view path = "/supplier-links/{id}";
  SupplierLinkId id;
  std::uint32_t version = 1;
  PurchaseId purchase;
  SupplierId supplier;
  Email email;
  Name contact;
  std::uint64_t generation = 1;  // names the address that counts
  TimestampMs sent;
  std::optional<TimestampMs> revoked;
  bool bounced = false;                // the mail with the link came back
  std::optional<TimestampMs> expires;  // 30 days after the award
};
STAFFROOM_DESCRIBE(SupplierLink, (),
                   (id, version, purchase, supplier, email, contact, generation, sent, revoked, bounced, expires))

/// From going to the market until the deadline. The pack goes to the address, with a link of its own; again: a new
/// link, and the old one is dead.
struct InviteToQuote {
  static constexpr std::string_view name = "invite_to_quote";
  static constexpr Route route{Method::post, "/purchases/{purchase}/supplier-links"};
  static constexpr Success success = Success::created;
  PurchaseId purchase;
  SupplierId supplier;
  Email email;
  Name contact;
};
STAFFROOM_DESCRIBE(InviteToQuote, (), (purchase, supplier, email, contact))

struct RevokeSupplierLink {
  static constexpr std::string_view name = "revoke_supplier_link";
  static constexpr Route route{Method::post, "/supplier-links/{supplier_link}/revoke"};
  static constexpr Success success = Success::changed;
  SupplierLinkId supplier_link;
};
STAFFROOM_DESCRIBE(RevokeSupplierLink, (), (supplier_link))

/// Later, for all alike.
struct ExtendDeadline {
  static constexpr std::string_view name = "extend_deadline";
  static constexpr Route route{Method::put, "/purchases/{purchase}/deadline"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  Date deadline;
  Note reason;
};
STAFFROOM_DESCRIBE(ExtendDeadline, (), (purchase, deadline, reason))

struct ListSupplierLinks {
  static constexpr std::string_view name = "list_supplier_links";
  static constexpr Route route{Method::get, "/purchases/{purchase}/supplier-links"};
  using Item = SupplierLink;
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(ListSupplierLinks, (), (purchase))

struct GetSupplierLink {
  static constexpr std::string_view name = "get_supplier_link";
  static constexpr Route route{Method::get, "/supplier-links/{supplier_link}"};
  using Item = SupplierLink;
  SupplierLinkId supplier_link;
};
STAFFROOM_DESCRIBE(GetSupplierLink, (), (supplier_link))

/// draft; sealed or late; opened, admitted or rejected; won or lost; withdrawn; shut: never opened.
enum class QuoteState : std::uint8_t {
  draft,
  sealed,
  late,
  opened,
  admitted,
  withdrawn,
  replaced,
  rejected,
  won,
  lost,
  shut
};
BOOST_DESCRIBE_ENUM(QuoteState, draft, sealed, late, opened, admitted, withdrawn, replaced, rejected, won, lost, shut)

struct PriceLine {
  Line what;
  Amount amount;
  std::uint32_t times = 1;
  friend bool operator==(PriceLine const&, PriceLine const&) = default;
};
STAFFROOM_DESCRIBE(PriceLine, (), (what, amount, times))

/// Answers without prices. Before the opening nobody reads it but the supplier, by their link.
struct Quote {
  static constexpr Kind kind = Kind::quote;
  static constexpr std::string_view path = "/quotes/{id}";
  QuoteId id;
  std::uint32_t version = 1;
  PurchaseId purchase;
  OrganisationId organisation;
  SupplierId supplier;
  std::optional<SupplierLinkId> supplier_link;  // absent: entered by hand
  QuoteState state = QuoteState::draft;
  Many<SummaryText, limits::criteria_max> answers;  // to the questions, in their order
  Note remarks;
  Many<PurchaseFile, limits::quote_files_max> files;
  std::string content_hash;  // of answers, prices and files
  std::optional<TimestampMs> received;
  std::optional<PersonId> entered_by;
  Note reason;  // why it was rejected
};
STAFFROOM_DESCRIBE(Quote, (),
                   (id, version, purchase, organisation, supplier, supplier_link, state, answers, remarks, files,
                    content_hash, received, entered_by, reason))

/// Has the quote's id.
struct QuotePrice {
  static constexpr Kind kind = Kind::quote_price;
  static constexpr std::string_view path = "/quotes/{id}/price";
  QuoteId id;
  std::uint32_t version = 1;
  PurchaseId purchase;
  Many<PriceLine, limits::price_lines_max> lines;
  std::int64_t net = 0;
  std::int64_t gross = 0;
};
STAFFROOM_DESCRIBE(QuotePrice, (), (id, version, purchase, lines, net, gross))

/// Internal: by the bearer of the supplier's link.
struct SaveQuote {
  static constexpr std::string_view name = "save_quote";
  SupplierLinkId supplier_link;
  Many<SummaryText, limits::criteria_max> answers;
  Many<PriceLine, limits::price_lines_max> lines;
  Note remarks;
};
STAFFROOM_DESCRIBE(SaveQuote, (), (supplier_link, answers, lines, remarks))

/// Internal: the file was looked at and is clean.
struct AttachQuoteFile {
  static constexpr std::string_view name = "attach_quote_file";
  SupplierLinkId supplier_link;
  PurchaseFile file;
};
STAFFROOM_DESCRIBE(AttachQuoteFile, (), (supplier_link, file))

struct DetachQuoteFile {
  static constexpr std::string_view name = "detach_quote_file";
  SupplierLinkId supplier_link;
  std::uint32_t file = 0;  // its place
};
STAFFROOM_DESCRIBE(DetachQuoteFile, (), (supplier_link, file))

/// Internal: sealed, or late. One that was sealed before is replaced.
struct SubmitQuote {
  static constexpr std::string_view name = "submit_quote";
  SupplierLinkId supplier_link;
  std::string content_hash;  // of the draft that the supplier saw
};
STAFFROOM_DESCRIBE(SubmitQuote, (), (supplier_link, content_hash))

/// Internal: while the deadline has not passed.
struct WithdrawQuote {
  static constexpr std::string_view name = "withdraw_quote";
  SupplierLinkId supplier_link;
};
STAFFROOM_DESCRIBE(WithdrawQuote, (), (supplier_link))

/// What a person scanned to enter a quote that came on paper; theirs alone, gone once it is entered.
struct QuoteScan {
  static constexpr Kind kind = Kind::quote_scan;
  static constexpr std::string_view path = "/quote-scans/{id}";
  QuoteScanId id;
  std::uint32_t version = 1;
  PurchaseId purchase;
  PersonId author;
  PurchaseFile file;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(QuoteScan, (), (id, version, purchase, author, file, created))

/// By the server, when the file was looked at and is clean: POST of its bytes, the name in the header.
struct UploadQuoteScan {
  static constexpr std::string_view name = "upload_quote_scan";
  static constexpr Route route{Method::post, "/purchases/{purchase}/quote-scans"};
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(UploadQuoteScan, (), (purchase))

/// Internal, by the owner.
struct StoreQuoteScan {
  static constexpr std::string_view name = "store_quote_scan";
  PurchaseId purchase;
  PurchaseFile file;
};
STAFFROOM_DESCRIBE(StoreQuoteScan, (), (purchase, file))

struct GetQuoteScan {
  static constexpr std::string_view name = "get_quote_scan";
  static constexpr Route route{Method::get, "/quote-scans/{quote_scan}"};
  using Item = QuoteScan;
  QuoteScanId quote_scan;
};
STAFFROOM_DESCRIBE(GetQuoteScan, (), (quote_scan))

/// What came on paper or by mail. Sealed from whoever enters it, too: nothing is answered.
struct EnterQuote {
  static constexpr std::string_view name = "enter_quote";
  static constexpr Route route{Method::post, "/purchases/{purchase}/quotes"};
  static constexpr Success success = Success::gone;
  PurchaseId purchase;
  SupplierId supplier;
  Many<SummaryText, limits::criteria_max> answers;
  Many<PriceLine, limits::price_lines_max> lines;
  TimestampMs received;
  QuoteScanId scan;
};
STAFFROOM_DESCRIBE(EnterQuote, (), (purchase, supplier, answers, lines, received, scan))

/// All at once, after the deadline. By the owner or the chair.
struct OpenQuotes {
  static constexpr std::string_view name = "open_quotes";
  static constexpr Route route{Method::post, "/purchases/{purchase}/open"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(OpenQuotes, (), (purchase))

struct AdmitLateQuote {
  static constexpr std::string_view name = "admit_late_quote";
  static constexpr Route route{Method::post, "/quotes/{quote}/admit"};
  static constexpr Success success = Success::changed;
  QuoteId quote;
  Note reason;
};
STAFFROOM_DESCRIBE(AdmitLateQuote, (), (quote, reason))

struct RejectQuote {
  static constexpr std::string_view name = "reject_quote";
  static constexpr Route route{Method::post, "/quotes/{quote}/reject"};
  static constexpr Success success = Success::changed;
  QuoteId quote;
  Note reason;
};
STAFFROOM_DESCRIBE(RejectQuote, (), (quote, reason))

struct ListQuotes {
  static constexpr std::string_view name = "list_quotes";
  static constexpr Route route{Method::get, "/purchases/{purchase}/quotes"};
  using Item = Quote;
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(ListQuotes, (), (purchase))

struct GetQuote {
  static constexpr std::string_view name = "get_quote";
  static constexpr Route route{Method::get, "/quotes/{quote}"};
  using Item = Quote;
  QuoteId quote;
};
STAFFROOM_DESCRIBE(GetQuote, (), (quote))

struct ListQuotePrices {
  static constexpr std::string_view name = "list_quote_prices";
  static constexpr Route route{Method::get, "/purchases/{purchase}/quote-prices"};
  using Item = QuotePrice;
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(ListQuotePrices, (), (purchase))

struct GetQuotePrice {
  static constexpr std::string_view name = "get_quote_price";
  static constexpr Route route{Method::get, "/quotes/{quote}/price"};
  using Item = QuotePrice;
  QuoteId quote;
};
STAFFROOM_DESCRIBE(GetQuotePrice, (), (quote))

}  // namespace staffroom
