// How long a large register of contracts takes from the file to `done`: read, checked, committed, in chunks of which
// each is told of; and the same file again. Prints how many times its progress was told.
#include <atomic>
#include <string>

#include "server/imports.hpp"
#include "tools/bench/own_hub.hpp"

namespace staffroom {
namespace {

using bench::fail;
using bench::OwnHub;

constexpr std::size_t schools = 12;
constexpr std::size_t suppliers = 1'500;
constexpr char const* categories[] = {"Cleaning", "Photocopiers", "MIS",       "Catering", "Electricity",
                                      "Legal",    "Insurance",    "Broadband", "Waste",    "Fire alarm"};

/// Counts what is told of the import.
class CountingSink : public PublicationSink {
 public:
  void publish(std::shared_ptr<Publication const> publication) override {
    for (auto const& part : publication->parts) {
      if (part.last.find("\"import_job\"") != std::string::npos) ++told;
    }
  }
  bool listens(Audience) const override { return true; }
  std::atomic<std::size_t> told{0};
};

std::string register_file(std::size_t rows) {
  std::string out =
      "Reference,Contract,Supplier,Category,School,Start date,End date,Notice period,Auto renew,Extensions,"
      "Annual value,Total value,VAT,Procurement route,CFR,Comments\n";
  for (std::size_t i = 0; i < rows; ++i) {
    auto const number = std::to_string(i);
    out += "C-" + number + ",Service " + number + ",Supplier " + std::to_string(i * 7 % suppliers) + " Ltd,";
    out += std::string(categories[i % std::size(categories)]) + ",School " + std::to_string(i % schools) + ",";
    out += "01/09/2025,31/08/20" + std::to_string(27 + i % 4) + "," + std::to_string(i % 6 + 1) + " months,";
    out += (i % 3 == 0 ? "12 months" : "no") + std::string(",") + (i % 2 == 0 ? "2 x 12 months" : "none") + ",";
    out += "\"" + std::to_string(1 + i % 90) + "," + std::to_string(100 + i % 900) + ".50\",,ex VAT,Three quotes,E" +
           std::to_string(10 + i % 9) + ",As agreed in the year before\n";
  }
  return out;
}

struct Trust {
  explicit Trust(OwnHub& hub) {
    OrganisationId const network{
        hub.does({}, CreateOrganisation{OrganisationType::network, std::nullopt, Name{"Network"}})};
    id = {hub.does({}, CreateOrganisation{OrganisationType::trust, network, Name{"Trust"}})};
    for (std::size_t i = 0; i < schools; ++i) {
      hub.does({}, CreateOrganisation{OrganisationType::school, id, Name{"School " + std::to_string(i)}});
    }
    manager = {hub.does({}, CreatePerson{{"Manager"}, {"manager@a.example"}, "hash"})};
    hub.does({}, CreateMembership{manager, id, Role::business_manager});
  }
  OrganisationId id;
  PersonId manager;
};

void let_pass(OwnHub& hub) {
  for (auto due = hub.store->next_due(); due && *due <= hub.store->now(); due = hub.store->next_due()) {
    hub.does({}, Tick{});
  }
}

std::string counts_in(OwnHub& hub, ImportId import) {
  auto const answer = hub.store->ask({}, GetImport{import}, {}, ReadTier::disk);
  if (!*answer) fail(answer->value().json);
  auto const& json = (*answer)->json;
  auto const at = json.find("\"counts\":");
  return json.substr(at, json.find('}', at) - at + 1);
}

void import(OwnHub& hub, CountingSink& sink, Trust const& trust, std::string const& file, char const* what) {
  sink.told = 0;
  auto const began = bench::Clock::now();
  auto const begun =
      submit_import(*hub.store, {trust.manager, {}, {}}, {trust.id, ImportSource::contracts, ImportExtent::delta},
                    {"register.csv"}, read_import_file(ImportSource::contracts, file));
  if (!begun) fail(begun.error().detail);
  ImportId const id{bench::id_of(*begun)};
  auto const sent = bench::seconds_since(began);
  let_pass(hub);
  auto const checked = bench::seconds_since(began);
  hub.does(trust.manager, CommitImport{id, {}});
  let_pass(hub);
  auto const done = bench::seconds_since(began);
  std::printf("%-24s sent %.2f s, checked %.2f s, done %.2f s; told %zu times; %s\n", what, sent, checked, done,
              sink.told.load(), counts_in(hub, id).c_str());
}

}  // namespace
}  // namespace staffroom

int main(int count, char** arguments) {
  using namespace staffroom;
  if (count != 3) bench::fail("usage: import_speed FOLDER ROWS");
  CountingSink sink;
  bench::OwnHub hub(arguments[1]);
  hub.store->set_sink(&sink);
  Trust const trust(hub);
  auto const file = register_file(std::strtoul(arguments[2], nullptr, 10));
  import(hub, sink, trust, file, "a register");
  import(hub, sink, trust, file, "the same file again");
  return 0;
}
