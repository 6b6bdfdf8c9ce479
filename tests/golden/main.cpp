// golden FILE [--renew]: makes the numbers anew and compares their hashes with those of the file. Exit code 0
// where all agree or where the file is for another toolchain, 1 with a line for each that differs, 2 where
// the file can't be read.
// --renew writes the file; see there when that is allowed.
#include <cstdio>
#include <string_view>

#include "tests/golden/parts.h"

namespace gan::golden {
namespace {

Found find_all() {
  Found found;
  for (const auto part :
       {add_scenarios, add_games, add_commands, add_probes, add_metrics, add_history, add_insight, add_files}) {
    part(found);
  }
  return found;
}

int tell(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) std::printf("golden: %s\n", line.c_str());
  return lines.empty() ? 0 : 1;
}

bool for_this_toolchain(const HashFile& file) {
  if (file.holds_for == toolchain()) return true;
  std::printf("golden: nothing done, the hashes are for \"%s\", and this is \"%s\"\n", file.holds_for.c_str(),
              toolchain().c_str());
  return false;
}

// Says what it changes. A file that is not there, or none of hashes, is begun.
int renew(const std::string& path) {
  const Result<HashFile> before = read_hashes(path);
  if (before && !for_this_toolchain(before.value())) return 2;
  const Found found = find_all();
  if (tell(found.faults) != 0) return 1;
  if (before) tell(differences(before.value().hashes, found.hashes));
  if (Outcome written = write_hashes(path, {toolchain(), found.hashes}); !written) {
    return tell({written.message()}), 2;
  }
  std::printf("golden: wrote %zu hashes to %s\n", found.hashes.size(), path.c_str());
  return 0;
}

int check(const std::string& path) {
  const Result<HashFile> file = read_hashes(path);
  if (!file) return tell({file.message()}), 2;
  if (!for_this_toolchain(file.value())) return 0;
  const Found found = find_all();
  const int failed = tell(found.faults) | tell(differences(file.value().hashes, found.hashes));
  if (failed == 0) std::printf("golden: all %zu hashes agree\n", found.hashes.size());
  return failed;
}

}  // namespace
}  // namespace gan::golden

int main(int count, char** arguments) {
  const bool renews = count == 3 && std::string_view(arguments[2]) == "--renew";
  if (count != 2 && !renews) {
    std::fprintf(stderr, "golden: expected the path of the file, and perhaps --renew\n");
    return 2;
  }
  return renews ? gan::golden::renew(arguments[1]) : gan::golden::check(arguments[1]);
}
