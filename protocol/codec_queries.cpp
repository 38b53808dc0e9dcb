// Queries from the wire.
#include <algorithm>

#include "protocol/codec.hpp"
#include "protocol/described_json.hpp"
#include "protocol/kinds.hpp"

namespace staffroom {
namespace {

constexpr auto emplacers = described::make_emplacers<Query>(Queries{});

}  // namespace

Result<Query> decode_query(Endpoint const& endpoint, PathIds const& ids, PathIds const& parameters) {
  auto const types = described::request_types();  // the queries come last
  auto const first = types.size() - emplacers.size();
  if (endpoint.index < first || endpoint.index >= types.size()) {
    return Error::bad_request("command", "this name is not a query");
  }
  Result<Query> result{Query{}};
  described::Reading reading;
  void* const query = emplacers[endpoint.index - first](&*result);
  if (!described::read_query(types[endpoint.index], ids, parameters, query, reading)) return reading.take();
  return result;
}

}  // namespace staffroom
