// Writes static/src/generated/protocol.ts: the TypeScript types of all that can be said, from the described structs.
//
// Usage: generate_ts FOLDER          writes FOLDER/protocol.ts
//        generate_ts --check FILE    exits 1 when FILE is not what it would write
#include <algorithm>
#include <boost/describe/enumerators.hpp>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <set>
#include <sstream>

#include "protocol/described_json.hpp"

namespace {

using namespace staffroom;
using namespace staffroom::described;

constexpr std::size_t columns_max = 110;

constexpr std::string_view head = R"(// Generated from protocol/*.hpp by tools/generate_ts. Do not edit.
)";

constexpr std::string_view envelopes = R"(
/** A person whom records name. */
export interface PersonName {
  id: number;
  name: string;
  label: string;
}

/** A page of a list. `next` is the cursor of the following page; `also` are companion records. */
export interface List<R extends AnyRecord = AnyRecord> {
  items: R[];
  also: AnyRecord[];
  names: PersonName[];
  seq: number;
  next: string | null;
}

/** application/problem+json (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  path: string;
  detail: string;
  reason: string;
}

export type AccessScope = 'team' | 'channel' | 'organisation';

export type EventChange =
  | { put: AnyRecord }
  | { delete: { kind: Kind; id: number } }
  | { access: { scope: AccessScope; id: number; change: 'gained' | 'lost' } };
export type Event = { seq: number; because: string } & EventChange;

export interface HelloFrame {
  hello: { incarnation: string; since: number };
}
export interface CallFrame {
  call: number;
  command: string;
  ids?: Record<string, number | string>;
  body?: unknown;
  key?: string | null;
  if_match?: number | null;
}
export interface LookingFrame {
  looking: { team?: number | null; topic?: number | null };
}
export interface TypingFrame {
  typing: { topic: number };
}
export type ClientFrame = HelloFrame | CallFrame | LookingFrame | TypingFrame;

export type ResyncReason = 'first' | 'incarnation' | 'window' | 'cursor';
export interface ServerHelloFrame {
  hello: { incarnation: string; seq: number; person: number };
}
export interface ResyncFrame {
  resync: { incarnation: string; seq: number; person: number; reason: ResyncReason };
}
export interface EventsFrame {
  events: Event[];
  names?: PersonName[];
  last?: number;
  more?: true;
}
export interface AnswerFrame {
  answer: number;
  status: number;
  seq: number;
  record?: AnyRecord;
}
export interface ErrorFrame {
  error: number;
  status: number;
  code: ErrorCode;
  path: string;
  detail: string;
  reason: string;
}
export interface HeartbeatFrame {
  heartbeat: { seq: number };
}
export interface EphemeralFrame {
  ephemeral:
    | { presence: { team: number; people: number[]; names: PersonName[] } }
    | { typing: { topic: number; person: number; name: string } };
}
export type ServerFrame =
  ServerHelloFrame | ResyncFrame | EventsFrame | AnswerFrame | ErrorFrame | HeartbeatFrame | EphemeralFrame;
)";

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

/// On one line when it fits, else each on a line of its own, as prettier has it.
void write_union(std::ostream& out, std::string_view name, std::vector<std::string> const& members) {
  std::string line = "export type " + std::string(name) + " =";
  std::string joined;
  for (auto const& member : members) joined.append(joined.empty() ? " " : " | ").append(member);
  if (line.size() + joined.size() + 1 <= columns_max) {
    out << line << joined << ";\n";
    return;
  }
  out << line;
  for (auto const& member : members) out << "\n  | " << member;
  out << ";\n";
}

std::string name_of(Type const& type) {
  switch (type.form) {
    case Form::boolean: return "boolean";
    case Form::integer: return "number";
    case Form::text:
    case Form::date: return "string";
    case Form::word:
    case Form::object: return std::string(type.name);
    case Form::list: return name_of(*type.item) + "[]";
  }
  return "never";
}

using Wanted = std::function<bool(std::size_t place)>;

void write_members(std::ostream& out, Struct const& type, std::string_view indent, Wanted const& wanted) {
  for (std::size_t place = 0; place < type.fields.size(); ++place) {
    auto const& field = type.fields[place];
    if (!wanted(place)) continue;
    out << indent << field.name << (field.type->is_absent != nullptr ? "?: " : ": ") << name_of(*field.type) << ";\n";
  }
}

/// `{ … }` over several lines, or what stands for no members.
void write_object(std::ostream& out, Struct const& type, Wanted const& wanted) {
  std::ostringstream members;
  write_members(members, type, "      ", wanted);
  if (members.str().empty())
    out << "Record<string, never>;\n";
  else
    out << "{\n" << members.str() << "    };\n";
}

/// Every enum and every struct that is reached from what is shown, in the order of first sight.
class Reached {
 public:
  void visit(Type const& type) {
    if (type.item != nullptr) visit(*type.item);
    if (type.form == Form::word && seen_.insert(type.name).second) words.push_back(&type);
    if (type.form != Form::object || type.record != nullptr) return;
    visit(*type.fields);
    if (seen_.insert(type.name).second) objects.push_back(&type);
  }
  void visit(Struct const& type) {
    for (auto const& field : type.fields) visit(*field.type);
  }

  std::vector<Type const*> words;
  std::vector<Type const*> objects;

 private:
  std::set<std::string_view> seen_;
};

Wanted const all = [](std::size_t) { return true; };

void write_records(std::ostream& out, std::vector<RecordType const*> const& records) {
  for (auto const* record : records) {
    out << "export interface " << record->fields->name << " {\n  kind: " << quoted(record->word)
        << ";\n  id: number;\n  self: string;\n";
    write_members(out, *record->fields, "  ", [](std::size_t place) { return place != 0; });
    out << "}\n";
  }
  out << "\nexport interface RecordByKind {\n";
  for (auto const* record : records) out << "  " << record->word << ": " << record->fields->name << ";\n";
  out << "}\nexport type Kind = keyof RecordByKind;\nexport type AnyRecord = RecordByKind[Kind];\n";
}

std::string answer_of(RequestType const& request) {
  switch (request.answer) {
    case Answer::any_record: return request.success == Success::gone ? "undefined" : "AnyRecord";
    case Answer::record: return std::string(request.item->fields->name);
    case Answer::list: return "List<" + std::string(request.item->fields->name) + ">";
    case Answer::list_of_any: return "List";
    case Answer::object: return std::string(request.object->name);
  }
  return "never";
}

void write_requests(std::ostream& out, bool queries) {
  out << (queries ? "\n/** Query name → what its path and its query string hold, and what it answers. */\n"
                    "export interface Queries {\n"
                  : "\n/** Command name → what its path (a call's `ids`) holds, and its body. */\n"
                    "export interface Commands {\n");
  for (auto const& request : request_types()) {
    if (request.is_query != queries) continue;
    out << "  " << request.name << ": {\n    ids: ";
    write_object(out, *request.fields, [&](std::size_t place) { return request.in_path_has(place); });
    out << (queries ? "    query: " : "    body: ");
    write_object(out, *request.fields, [&](std::size_t place) { return !request.in_path_has(place); });
    if (queries) out << "    answer: " << answer_of(request) << ";\n";
    out << "  };\n";
  }
  out << "}\n";
}

void write_routes(std::ostream& out, bool queries) {
  static constexpr std::array<std::string_view, 5> methods{"GET", "POST", "PUT", "PATCH", "DELETE"};
  out << "\n/** Name → method, and path below /api/v1 with the names of its ids in braces. */\n"
      << "export const " << (queries ? "queryRoutes: Record<keyof Queries" : "routes: Record<keyof Commands")
      << ", readonly [method: string, path: string]> = {\n";
  for (auto const& request : request_types()) {
    if (request.is_query != queries) continue;
    out << "  " << request.name << ": [" << quoted(methods[static_cast<std::size_t>(request.route.method)]) << ", "
        << quoted(request.route.path) << "],\n";
  }
  out << "};\n";
}

std::vector<std::string> quoted_words(std::span<std::string_view const> words) {
  std::vector<std::string> texts;
  for (auto word : words) texts.push_back(quoted(word));
  return texts;
}

std::string document() {
  std::vector<RecordType const*> records;
  std::ranges::copy_if(record_types(), std::back_inserter(records), [](auto const* one) { return !is_internal(*one); });
  Reached reached;
  for (auto const* record : records) reached.visit(*record->fields);
  for (auto const& request : request_types()) {
    if (request.object != nullptr) reached.visit(*request.object);
  }
  for (auto const& request : request_types()) reached.visit(*request.fields);

  std::ostringstream out;
  out << head << '\n';
  for (auto const* words : reached.words) write_union(out, words->name, quoted_words(words->words));
  write_union(out, "ErrorCode", quoted_words(Words<ErrorCode>::texts));
  out << '\n';
  for (auto const* object : reached.objects) {
    out << "export interface " << object->name << " {\n";
    write_members(out, *object->fields, "  ", all);
    out << "}\n";
  }
  write_records(out, records);
  out << envelopes;
  write_requests(out, false);
  write_routes(out, false);
  write_requests(out, true);
  write_routes(out, true);
  return out.str();
}

int check(std::string const& path) {
  std::ifstream file(path);
  std::string const found{std::istreambuf_iterator<char>(file), {}};
  if (file && found == document()) return 0;
  std::cerr << path << " is stale: write it again with generate_ts and its folder\n";
  return 1;
}

int write(std::string const& folder) {
  std::ofstream file(folder + "/protocol.ts");
  file << document();
  if (file.flush()) return 0;
  std::cerr << "can't write " << folder << "/protocol.ts: does the folder exist?\n";
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> const arguments(argv + 1, argv + argc);
  if (arguments.size() == 2 && arguments[0] == "--check") return check(arguments[1]);
  if (arguments.size() == 1 && !arguments[0].starts_with("-")) return write(arguments[0]);
  std::cerr << "usage: generate_ts FOLDER | --check FILE\n";
  return 2;
}
