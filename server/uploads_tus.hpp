// The words of tus 1.0.0, a protocol for uploads that can be resumed: what its headers say, and how each of its
// requests becomes an upload of ours.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/net/http.hpp"
#include "server/uploads.hpp"

namespace staffroom::tus {

inline constexpr std::string_view version = "1.0.0";
inline constexpr std::string_view body_type = "application/offset+octet-stream";

struct Checksum {
  bool is_sha1 = false;  // else SHA-256
  std::string digest;
};

/// A length or an offset. Errors: bad_request at "header.<name>".
Result<std::uint64_t> parse_number(std::string_view header, std::string_view name);
/// Nothing when the header is absent. Errors: bad_request.
Result<std::optional<Checksum>> parse_checksum(std::string_view header);
/// The file's name among the metadata, as it may be kept. Errors: bad_request; unprocessable when there is none.
Result<Line> parse_file_name(std::string_view metadata);
/// "filename cGljLnBuZw=="
std::string metadata_of(Upload const& upload);

/// problem+json with the headers that tus wants; 412, 423 and 460 where an error of ours stands for these.
net::Response problem(Error const& error);
/// What this server can do.
net::Response options();
/// Offset, length and expiry as they are.
net::Response& add_place(net::Response& response, Upload const& upload, std::uint64_t offset);

/// Who sends, and whether they still may; asked on the network thread.
struct Sender {
  Actor actor;
  std::function<bool()> is_signed_in;
};

/// POST, with the first bytes or without.
std::shared_ptr<net::BodySink> creating(Uploads& uploads, Store& store, Sender sender, OpenUpload command,
                                        std::optional<Checksum> checksum);
/// PATCH.
std::shared_ptr<net::BodySink> appending(Uploads& uploads, Store& store, Sender sender, UploadId upload,
                                         std::uint64_t offset, std::optional<Checksum> checksum);

}  // namespace staffroom::tus
