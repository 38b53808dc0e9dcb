// A mail as bytes: RFC 5322 and MIME, UTF-8 throughout. The parts are in Base64 and every header is built from text
// without control characters, so that nothing that anybody typed can become a header, a part or a line of SMTP.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "protocol/time.hpp"

namespace staffroom::mail {

/// What is said, once; shown as plain text and as simple HTML.
struct Letter {
  struct Button {
    std::string label, address;
  };
  struct Line {
    std::string text, address;  // without an address: only said
  };
  /// A heading and what stands under it, line by line.
  struct Section {
    std::string heading;
    std::vector<Line> lines;
  };
  std::string subject;
  std::vector<std::string> paragraphs;
  std::vector<Section> sections;     // after the paragraphs
  std::vector<Button> buttons;       // after the sections
  std::vector<std::string> closing;  // after the buttons
  std::vector<Button> links;         // after the closing: how to stop such mails, or change them
  std::string unsubscribe;           // an address that stops them by POST (RFC 8058); empty: they can't be stopped
};

struct Sender {
  std::string name, address;
};

struct Message {
  std::string to;  // an address (store/mails.hpp: is_address)
  Sender from;
  Sender reply_to;
  std::string id;  // of the Message-ID, without the angle brackets
  TimestampMs date;
  Letter letter;
};

std::string plain_text(Letter const& letter);
std::string html(Letter const& letter);
/// With CR LF, ready for SMTP's DATA; no line is longer than 78 characters but for a Message-ID and the address that
/// stops such mails.
std::string encode(Message const& message);

/// "Staffroom <staffroom@example.org>" or a bare address; false when it is neither.
bool parse_sender(std::string_view text, Sender& sender);

/// What a stored mail says, for the page that shows the spool. Reads only what encode() wrote.
struct Shown {
  std::string to, subject, date, text;
};
Shown decode(std::string_view message);

/// For HTML text and attribute values.
std::string escaped(std::string_view text);

}  // namespace staffroom::mail
