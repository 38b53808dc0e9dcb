// What tests submitted to their stores.
#include "tests/support/deeds.hpp"

namespace staffroom::tests {
namespace {

std::vector<Deed>* deeds_kept = nullptr;

}  // namespace

void keep_deeds(std::vector<Deed>* where) { deeds_kept = where; }

void note_deed(Store const& store, Submission const& submission) {
  if (deeds_kept) deeds_kept->push_back({submission, store.now()});
}

}  // namespace staffroom::tests
