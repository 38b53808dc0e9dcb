// Zip archives: each file in it that can be read is read, a page for each.
#include "server/extract/package.hpp"
#include "server/extract/readers.hpp"

namespace staffroom::extract {

void read_archive(Bytes bytes, Document& document) {
  // Other archives (7z, rar, tar) are not looked into.
  if (!bytes.starts_with("PK\3\4") && !bytes.starts_with("PK\5\6")) return;
  auto const package = Package::open(bytes, document);
  if (!package) return;
  std::size_t number = 0;
  for (auto const& entry : package->entries()) {
    if (document.is_refused()) return;
    if (entry.name.empty() || entry.name.ends_with("/")) continue;
    auto const where = "file " + std::to_string(++number);
    document.look_at(entry.name, where + ", its name");
    auto const format = format_by_name(entry.name);
    document.begin_page(entry.name);
    document.set_unit(Unit::file);
    if (!format) continue;
    auto const inner_bytes = package->read(entry.name);
    if (!inner_bytes) {
      document.set_trouble("A file inside the archive can't be unpacked.");
      continue;
    }
    auto const inner = read_inside(*inner_bytes, *format, Purpose::text, document.depth() + 1);
    document.take_findings(inner, where);
    for (std::size_t at = 0; at < inner.text().size();) {
      auto const end = std::min(inner.text().find('\f', at), inner.text().size());
      document.add_remark(inner.text().substr(at, end - at));
      at = end + 1;
    }
  }
}

}  // namespace staffroom::extract
