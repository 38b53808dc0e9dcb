// Words in the files of the demo network, as the protocol's enumerators.
#pragma once
#include <boost/describe/enum_from_string.hpp>
#include <stdexcept>
#include <string>

namespace staffroom {

/// Throws where no enumerator is called so: the files are ours.
template <class Enum>
Enum word(std::string const& text) {
  Enum value{};
  if (!boost::describe::enum_from_string(text.c_str(), value)) {
    throw std::runtime_error("the demo network says \"" + text + "\"");
  }
  return value;
}

}  // namespace staffroom
