// Example JSON for any described type, from the same tables as the codec: the least that is accepted, and the fullest.
#pragma once
#include <string>

#include "protocol/described_json.hpp"

namespace staffroom::examples {

enum class Fullness { least, full };

/// A JSON object with the struct's members.
std::string object_of(described::Struct const& type, Fullness fullness);
/// A request's ids, as they stand in its path.
PathIds ids_of(described::RequestType const& request, Fullness fullness);
/// A JSON object with all members but those that the path holds.
std::string body_of(described::RequestType const& request, Fullness fullness);
/// The same, each member as it stands in a query string.
PathIds parameters_of(described::RequestType const& request, Fullness fullness);
/// The endpoint's path with the ids in place of the braces.
std::string path_of(described::RequestType const& request, PathIds const& ids);

}  // namespace staffroom::examples
