// What a disk does to a file that nobody writes: a bit, a block, its end, all of it.
#pragma once
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace staffroom::crash {

/// Changes the file of this name below the folder in a way of chance; says how. `names` are files of `original`, whole
/// ones, of which another may take its place. Nothing is changed where chance puts back what was there: empty then.
std::string damage(std::filesystem::path const& folder, std::string const& name, std::filesystem::path const& original,
                   std::vector<std::string> const& names, std::mt19937_64& random);

/// All that hold anything, by path below the folder.
std::vector<std::string> names_below(std::filesystem::path const& folder);

}  // namespace staffroom::crash
