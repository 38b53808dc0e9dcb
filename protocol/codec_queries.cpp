// Queries from the wire.
#include <algorithm>

#include "protocol/codec.hpp"
#include "protocol/described_json.hpp"
#include "protocol/kinds.hpp"

namespace staffroom {
namespace {

constexpr auto makers = described::make_makers<Query>(Queries{});

}  // namespace

Result<Query> decode_query(Endpoint const& endpoint, PathIds const& ids, PathIds const& parameters) {
  auto const types = described::request_types();  // the queries come last
  auto const first = types.size() - makers.size();
  if (endpoint.index < first || endpoint.index >= types.size()) {
    return Error::bad_request("command", "this name is not a query");
  }
  described::Reading reading;
  Result<Query> result{makers[endpoint.index - first]()};
  if (!described::read_query(types[endpoint.index], ids, parameters, result->address(), reading)) return reading.take();
  return result;
}

}  // namespace staffroom
