// Suppliers, as the whole network knows them, and how schools got on with them.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/contracts.hpp"
#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

/// Read by everyone of the network; never by partners or suppliers.
struct Supplier {
  static constexpr Kind kind = Kind::supplier;
  static constexpr std::string_view path = "/suppliers/{id}";
  SupplierId id;
  std::uint32_t version = 1;
  OrganisationId organisation;  // which entered it
  Name name;
  Line company_number;  // of Companies House
  bool sme = false;     // a small or medium-sized enterprise
  Line website;
  Note note;
  std::optional<SupplierId> merged_into;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(Supplier, (),
                   (id, version, organisation, name, company_number, sme, website, note, merged_into, created))

/// By a business manager or leader of the organisation. One of the same name or company number: conflict.
struct CreateSupplier {
  static constexpr std::string_view name = "create_supplier";
  static constexpr Route route{Method::post, "/suppliers"};
  static constexpr Success success = Success::created;
  OrganisationId organisation;
  Name supplier_name;
  Line company_number;  // of Companies House
  bool sme = false;     // a small or medium-sized enterprise
  Line website;
  Note note;
};
STAFFROOM_DESCRIBE(CreateSupplier, (), (organisation, supplier_name, company_number, sme, website, note))

/// By a business manager or leader of any organisation: the list belongs to all.
struct EditSupplier {
  static constexpr std::string_view name = "edit_supplier";
  static constexpr Route route{Method::put, "/suppliers/{supplier}"};
  static constexpr Success success = Success::changed;
  SupplierId supplier;
  Name supplier_name;
  Line company_number;  // of Companies House
  bool sme = false;     // a small or medium-sized enterprise
  Line website;
  Note note;
};
STAFFROOM_DESCRIBE(EditSupplier, (), (supplier, supplier_name, company_number, sme, website, note))

/// The same supplier entered twice: contracts and experience of both are found under `into`.
struct MergeSupplier {
  static constexpr std::string_view name = "merge_supplier";
  static constexpr Route route{Method::post, "/suppliers/{supplier}/merge"};
  static constexpr Success success = Success::changed;
  SupplierId supplier;
  SupplierId into;
};
STAFFROOM_DESCRIBE(MergeSupplier, (), (supplier, into))

/// By name; `words` of it, from their beginning.
struct ListSuppliers {
  static constexpr std::string_view name = "list_suppliers";
  static constexpr Route route{Method::get, "/suppliers"};
  using Item = Supplier;
  std::optional<Line> words;
};
STAFFROOM_DESCRIBE(ListSuppliers, (), (words))

struct GetSupplier {
  static constexpr std::string_view name = "get_supplier";
  static constexpr Route route{Method::get, "/suppliers/{supplier}"};
  using Item = Supplier;
  SupplierId supplier;
};
STAFFROOM_DESCRIBE(GetSupplier, (), (supplier))

enum class Delivered : std::uint8_t { on_time, mostly, late, not_yet };
BOOST_DESCRIBE_ENUM(Delivered, on_time, mostly, late, not_yet)

enum class PriceHeld : std::uint8_t { yes, rose_as_agreed, rose_unexpectedly };
BOOST_DESCRIBE_ENUM(PriceHeld, yes, rose_as_agreed, rose_unexpectedly)

enum class BuyAgain : std::uint8_t { yes, with_changes, no };
BOOST_DESCRIBE_ENUM(BuyAgain, yes, with_changes, no)

struct ExperienceReply {
  PersonId by;
  Note text;
  TimestampMs at;
};
STAFFROOM_DESCRIBE(ExperienceReply, (), (by, text, at))

/// Facts first. Read by everyone of the network.
struct SupplierExperience {
  static constexpr Kind kind = Kind::supplier_experience;
  static constexpr std::string_view path = "/supplier-experience/{id}";
  ExperienceId id;
  std::uint32_t version = 1;
  SupplierId supplier;
  OrganisationId organisation;  // whose experience it is
  PersonId author;
  SpendCategory category = SpendCategory::other;  // what was bought
  Delivered delivered = Delivered::on_time;
  PriceHeld price_held = PriceHeld::yes;
  BuyAgain buy_again = BuyAgain::yes;
  Note text;
  std::optional<ExperienceReply> reply;  // by the trust's manager
  TimestampMs created;
  TimestampMs changed;
};
STAFFROOM_DESCRIBE(SupplierExperience, (),
                   (id, version, supplier, organisation, author, category, delivered, price_held, buy_again, text,
                    reply, created, changed))

/// By a business manager or leader of the organisation, which has or had a contract with the supplier. One of each
/// organisation for each category.
struct CreateExperience {
  static constexpr std::string_view name = "create_experience";
  static constexpr Route route{Method::post, "/suppliers/{supplier}/experience"};
  static constexpr Success success = Success::created;
  SupplierId supplier;
  OrganisationId organisation;
  SpendCategory category = SpendCategory::other;
  Delivered delivered = Delivered::on_time;
  PriceHeld price_held = PriceHeld::yes;
  BuyAgain buy_again = BuyAgain::yes;
  Note text;
};
STAFFROOM_DESCRIBE(CreateExperience, (), (supplier, organisation, category, delivered, price_held, buy_again, text))

struct EditExperience {
  static constexpr std::string_view name = "edit_experience";
  static constexpr Route route{Method::put, "/supplier-experience/{experience}"};
  static constexpr Success success = Success::changed;
  ExperienceId experience;
  Delivered delivered = Delivered::on_time;
  PriceHeld price_held = PriceHeld::yes;
  BuyAgain buy_again = BuyAgain::yes;
  Note text;
};
STAFFROOM_DESCRIBE(EditExperience, (), (experience, delivered, price_held, buy_again, text))

struct WithdrawExperience {
  static constexpr std::string_view name = "withdraw_experience";
  static constexpr Route route{Method::remove, "/supplier-experience/{experience}"};
  static constexpr Success success = Success::gone;
  ExperienceId experience;
};
STAFFROOM_DESCRIBE(WithdrawExperience, (), (experience))

/// By a business manager or leader of the trust in which the organisation stands; again: replaced.
struct ReplyToExperience {
  static constexpr std::string_view name = "reply_to_experience";
  static constexpr Route route{Method::put, "/supplier-experience/{experience}/reply"};
  static constexpr Success success = Success::changed;
  ExperienceId experience;
  Note text;
};
STAFFROOM_DESCRIBE(ReplyToExperience, (), (experience, text))

/// Newest first.
struct ListExperience {
  static constexpr std::string_view name = "list_experience";
  static constexpr Route route{Method::get, "/suppliers/{supplier}/experience"};
  using Item = SupplierExperience;
  SupplierId supplier;
};
STAFFROOM_DESCRIBE(ListExperience, (), (supplier))

struct GetExperience {
  static constexpr std::string_view name = "get_experience";
  static constexpr Route route{Method::get, "/supplier-experience/{experience}"};
  using Item = SupplierExperience;
  ExperienceId experience;
};
STAFFROOM_DESCRIBE(GetExperience, (), (experience))

}  // namespace staffroom
