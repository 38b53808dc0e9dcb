// What a port in clear says to everybody: come again, encrypted.
#pragma once
#include <string>

#include "server/net/http.hpp"

namespace staffroom::net {

/// Answers 308 to the same path of the public address, whatever name the request was for.
class Redirect final : public Service {
 public:
  /// "https://staffroom.example.org"
  explicit Redirect(std::string public_address) : public_address_(std::move(public_address)) {}
  Admission admit(Request const& request) override;
  void note_answer(Request const&, int, std::chrono::microseconds) override {}

 private:
  std::string public_address_;
};

}  // namespace staffroom::net
