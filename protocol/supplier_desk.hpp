// What a supplier sees and sends by their private link, without an account. Their own only: nothing tells of others.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/quotes.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

/// asking: quotes may be sent; over: the deadline has passed; decided: their letter is there; cancelled.
enum class SupplierStage : std::uint8_t { asking, over, decided, cancelled };
BOOST_DESCRIBE_ENUM(SupplierStage, asking, over, decided, cancelled)

struct SupplierFile {
  Line name;
  std::uint64_t bytes = 0;
};
STAFFROOM_DESCRIBE(SupplierFile, (), (name, bytes))

struct SupplierReceipt {
  std::string content_hash;
  TimestampMs at;
  bool late = false;
};
STAFFROOM_DESCRIBE(SupplierReceipt, (), (content_hash, at, late))

/// A quote as its supplier sees it.
struct SupplierQuote {
  QuoteState state = QuoteState::draft;
  Many<SummaryText, limits::criteria_max> answers;
  Many<PriceLine, limits::price_lines_max> lines;
  Note remarks;
  Many<PurchaseFile, limits::quote_files_max> files;
  std::int64_t net = 0;
  std::int64_t gross = 0;
  std::string content_hash;
  std::optional<SupplierReceipt> receipt;
};
STAFFROOM_DESCRIBE(SupplierQuote, (), (state, answers, lines, remarks, files, net, gross, content_hash, receipt))

struct SupplierView {
  SupplierStage stage = SupplierStage::asking;
  std::string title;
  std::string organisation;
  std::vector<std::string> schools;
  std::string supplier;
  std::string contact_name;  // to whom the link was sent
  SummaryText specification;
  Many<Criterion, limits::criteria_max> criteria;
  std::uint32_t price_weight = 0;
  Many<Line, limits::scale_points_max> scale;
  std::vector<SupplierFile> pack_files;
  Line contact;  // to whom questions go
  TimestampMs deadline;
  TimestampMs now;  // by the server's clock, which decides
  std::optional<SupplierQuote> draft;
  std::optional<SupplierQuote> sent;  // what is sealed, or late
  std::optional<SummaryText> letter;
};
STAFFROOM_DESCRIBE(SupplierView, (),
                   (stage, title, organisation, schools, supplier, contact_name, specification, criteria, price_weight,
                    scale, pack_files, contact, deadline, now, draft, sent, letter))

/// PUT /supplier/{token}
struct SupplierSaves {
  static constexpr std::string_view name = "supplier_saves";
  Many<SummaryText, limits::criteria_max> answers;
  Many<PriceLine, limits::price_lines_max> lines;
  Note remarks;
};
STAFFROOM_DESCRIBE(SupplierSaves, (), (answers, lines, remarks))

/// POST /supplier/{token}/submit
struct SupplierSubmits {
  static constexpr std::string_view name = "supplier_submits";
  std::string content_hash;  // of the draft that was shown
};
STAFFROOM_DESCRIBE(SupplierSubmits, (), (content_hash))

}  // namespace staffroom
