// What tests submitted to their stores, in order, so that another test can do it again on another disk.
#pragma once
#include <vector>

#include "store/store.hpp"

namespace staffroom::tests {

struct Deed {
  Submission submission;
  TimestampMs at;  // where the clock stood
};

/// From now on every submission of Scenario, Law and the importing tests is kept there; null: no more.
void keep_deeds(std::vector<Deed>* where);
void note_deed(Store const& store, Submission const& submission);

}  // namespace staffroom::tests
