// What the directory and matching ask of a part of a profile, in the values of index rows: so that twenty thousand
// people are looked through without decoding their records.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/profiles.hpp"
#include "store/keys.hpp"

namespace staffroom::directory {

/// Texts one after another, in place.
class Texts {
 public:
  Texts() = default;
  explicit Texts(std::string_view bytes) : bytes_(bytes) {}
  template <class Visit>
  void each(Visit const& visit) const {
    for (std::size_t at = 0; at + 2 <= bytes_.size();) {
      auto const size = std::size_t(std::uint8_t(bytes_[at])) << 8 | std::uint8_t(bytes_[at + 1]);
      visit(bytes_.substr(at + 2, size));
      at += 2 + size;
    }
  }

 private:
  std::string_view bytes_;
};

/// Words of an enum are bits by their number.
struct PartFacts {
  Sight sight = Sight::network;
  bool for_matching = false;
  std::uint32_t phases = 0;
  std::uint32_t offers = 0;
  std::uint32_t exam_boards = 0;
  std::uint32_t send = 0;
  std::optional<std::uint32_t> days;  // a term
  Texts subjects;
  Texts strengths;
  Texts languages;
  Texts other;  // about, address, notes
};

/// The value of a part's rows: sight with 128 for matching (1) | phases (1) | offers (1) | exam boards (1) | SEND (2) |
/// days a term, 255 unknown (1) | subjects, strengths, languages, other texts: size (4), of each size (2) and bytes.
std::string row_of(ProfilePart const& part);
/// Of such a value, which must outlive it.
PartFacts facts_in(std::string_view row);

/// The value of a load's row: days promised (4) | dates of askings (4 each).
std::string row_of(PersonLoad const& load);
struct LoadFacts {
  std::uint32_t promised_days = 0;
  std::uint32_t asked = 0;  // in the 365 days up to today
};
LoadFacts load_in(std::string_view row, Date today);

/// The value of a profile's row: sight of the capacity (1) | suggestible 0 or 1 (1).
std::string row_of(Profile const& profile);
struct ProfileFacts {
  Sight capacity = Sight::trust;
  bool suggestible = true;
};
ProfileFacts profile_in(std::string_view row);

}  // namespace staffroom::directory
