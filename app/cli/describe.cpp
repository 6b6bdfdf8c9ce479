// ganscope-cli list and describe: which scenarios there are, and all about one of them.
#include <cstdio>
#include <sstream>

#include "app/cli/commands.h"
#include "core/io/scenario_file.h"
#include "core/settings/setting_values.h"

namespace gan::cli {
namespace {

constexpr std::size_t kWidth = 100;

// Words of a text in lines of at most kWidth, each after `indent`; a first line after `first`.
void print_wrapped(const std::string& text, const std::string& first, const std::string& indent) {
  std::istringstream words(text);
  std::string line = first, word;
  bool empty = true;
  while (words >> word) {
    if (!empty && line.size() + 1 + word.size() > kWidth) {
      std::printf("%s\n", line.c_str());
      line = indent;
      empty = true;
    }
    line += (empty ? "" : " ") + word;
    empty = false;
  }
  std::printf("%s\n", line.c_str());
}

void print_settings(const Settings& settings) {
  for (const SettingGroupInfo& info : setting_groups()) {
    std::printf("\n%s (%s)\n", info.title, restarts_training(info.group) ? "from the start" : "at once");
    for (const Setting& setting : setting_table()) {
      if (setting.group != info.group) continue;
      const Value value = setting.get(settings);
      const char* changed = value == setting.get(Settings()) ? "" : "  *";
      const char* idle = setting.relevant(settings) ? "" : "  (not used)";
      std::printf("  %-44s %-18s %s%s%s\n", setting.key, exact(value).c_str(), full_title(setting).c_str(), changed,
                  idle);
    }
  }
}

}  // namespace

int list() {
  int code = kGood;
  for (const Result<Scenario>& scenario : builtin_scenarios()) {
    if (!scenario) {
      code = refuse(scenario.message());
      continue;
    }
    const Scenario& s = scenario.value();
    std::printf("%-20s %s (%lld steps)\n", s.id.c_str(), s.title.c_str(), static_cast<long long>(s.steps));
  }
  return code;
}

int describe(const std::string& name) {
  const Result<Scenario> found = find_scenario(name, Loading::nothing);
  if (!found) return refuse(found.message());
  const Scenario& scenario = found.value();
  std::printf("%s: %s (%lld steps)\n\n", scenario.id.c_str(), scenario.title.c_str(),
              static_cast<long long>(scenario.steps));
  print_wrapped(scenario.description, "", "");
  if (!scenario.watch.empty()) std::printf("\nWatch:\n");
  for (const WatchLine& line : scenario.watch) print_wrapped(line.text, "- ", "  ");
  if (scenario.question) {
    print_wrapped(scenario.question->text, "\nQuestion: ", "  ");
    for (const std::string& answer : scenario.question->answers) print_wrapped(answer, "- ", "  ");
  }
  for (const PausePoint& pause : scenario.pauses) {
    print_wrapped("The window pauses at step " + std::to_string(pause.step) + ": " + pause.reason, "\n", "");
  }
  if (!scenario.claims.empty()) print_wrapped("Verified over many seeds: " + scenario.claims, "\n", "");
  for (const Remedy& remedy : scenario.remedies) {
    std::printf("\nRemedy: %s\n", remedy.title.c_str());
    if (!remedy.note.empty()) print_wrapped(remedy.note, "  ", "  ");
    for (const auto& [key, value] : remedy.changes) {
      std::printf("  %s = %s\n", key.c_str(), exact(value).c_str());
    }
  }
  for (const ScheduledChange& change : scenario.settings.schedule) {
    std::printf("\nAt step %lld: %s = %s\n", static_cast<long long>(change.step), change.key.c_str(),
                exact(change.value).c_str());
  }
  std::printf(
      "\nSettings for --set KEY=VALUE, by when they act: at once, or from the start of training on. * "
      "differs from the\n"
      "usual value; what is not used does nothing in this game.\n");
  print_settings(scenario.settings);
  return kGood;
}

}  // namespace gan::cli
