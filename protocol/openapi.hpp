// The OpenAPI 3.1 document of the HTTP API, from the same descriptions as the codec.
#pragma once
#include <string>

namespace staffroom {

/// Served at /api/v1/openapi.json. The same text at every call.
std::string openapi_document();

}  // namespace staffroom
