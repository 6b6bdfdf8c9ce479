#include "core/io/scenario_card.h"

#include <algorithm>
#include <optional>

#include "core/insight/conditions.h"
#include "core/io/toml_parts.h"
#include "core/settings/setting.h"

namespace gan {
namespace {

constexpr double kSlowestPace = 0.5, kFastestPace = 1e5;

class CardReader : TomlParts {
 public:
  using TomlParts::TomlParts;

  Outcome read(Scenario& scenario) const {
    if (Outcome group = read_group(scenario.group); !group) return group;
    if (Outcome watch = read_watch(scenario.watch); !watch) return watch;
    if (Outcome controls = read_controls(scenario.controls); !controls) return controls;
    if (Outcome question = read_question(scenario); !question) return question;
    return read_pace(scenario);
  }

 private:
  Outcome read_group(ScenarioGroup& out) const {
    const toml::node* node = table_.get("group");
    if (!node) return {};
    std::string id, all;
    if (Outcome text = read_text(table_, "group", id); !text) return text;
    for (const ScenarioGroupInfo& info : scenario_groups()) {
      if (id == info.id) out = info.group;
      all += (all.empty() ? "" : ", ") + std::string(info.id);
    }
    if (out == ScenarioGroup::none) return at(*node, "group is '" + id + "': expected one of " + all);
    return {};
  }

  Outcome read_watch(std::vector<WatchLine>& out) const {
    const toml::node* node = table_.get("watch");
    if (!node) return {};
    const toml::array* list = node->as_array();
    if (!list) return at(*node, "watch is not a list: expected texts in [ ]");
    for (const toml::node& item : *list) {
      WatchLine line;
      if (const toml::table* table = item.as_table()) {
        if (Outcome read = read_watch_table(*table, line); !read) return read;
      } else if (item.is_string()) {
        line.text = without_border(*item.value<std::string>());
      } else {
        return at(item,
                  "watch holds something that is not text: expected it in quotes, or {text = \"...\", when = "
                  "\"...\"}");
      }
      out.push_back(std::move(line));
    }
    return {};
  }

  Outcome read_watch_table(const toml::table& table, WatchLine& out) const {
    if (Outcome keys = only_keys(table, "watch", {"text", "when"}, "text and when"); !keys) return keys;
    if (Outcome text = read_text(table, "text", out.text); !text) return text;
    if (Outcome when = read_text(table, "when", out.when); !when) return when;
    if (out.text.empty() || out.when.empty()) return at(table, "watch is incomplete: expected text and when");
    if (find_condition(out.when)) return {};
    std::string all;
    for (const ConditionInfo& info : condition_infos()) all += (all.empty() ? "" : ", ") + std::string(info.name);
    return at(*table.get("when"), "unknown condition '" + out.when + "': expected one of " + all);
  }

  Outcome read_controls(std::vector<std::string>& out) const {
    const toml::node* node = table_.get("controls");
    if (!node) return {};
    const toml::array* list = node->as_array();
    if (!list || list->empty() || list->size() > kMostCardControls) {
      return at(*node, "controls is not a list of one to " + std::to_string(kMostCardControls) +
                           " keys of settings: expected [\"hyperparameters.k\"]");
    }
    for (const toml::node& item : *list) {
      const std::string key = item.value<std::string>().value_or("");
      const Setting* setting = find_setting(key);
      if (!setting) return at(item, unknown_key_message(key));
      if (std::find(out.begin(), out.end(), key) != out.end()) {
        return at(item, "controls names '" + key + "' twice: expected each setting once");
      }
      out.push_back(key);
    }
    return {};
  }

  Outcome read_question(Scenario& scenario) const {
    const Result<const toml::table*> found = one_table("question");
    if (!found) return found.error();
    if (!found.value()) return {};
    const toml::table& table = *found.value();
    if (Outcome keys = only_keys(table, "question", {"text", "answers", "right", "why", "step"},
                                 "text, answers, right, why and step");
        !keys) {
      return keys;
    }
    Question question;
    if (Outcome text = read_text(table, "text", question.text); !text) return text;
    if (Outcome why = read_text(table, "why", question.why); !why) return why;
    if (Outcome step = read_steps(table, "step", question.step); !step) return step;
    if (Outcome answers = read_answers(table, question); !answers) return answers;
    if (question.text.empty() || question.why.empty()) {
      return at(table, "question is incomplete: expected text, answers, right and why");
    }
    scenario.question = std::move(question);
    return {};
  }

  Outcome read_answers(const toml::table& table, Question& out) const {
    const toml::node* answers = table.get("answers");
    const toml::array* list = answers ? answers->as_array() : nullptr;
    if (!list || list->size() < kFewestAnswers || list->size() > kMostAnswers) {
      return at(answers ? *answers : static_cast<const toml::node&>(table),
                "question has no list of answers: expected " + std::to_string(kFewestAnswers) + " to " +
                    std::to_string(kMostAnswers) + " texts in [ ]");
    }
    for (const toml::node& item : *list) {
      out.answers.push_back(without_border(item.value<std::string>().value_or("")));
      if (!item.is_string() || out.answers.back().empty()) {
        return at(item, "answers holds something that is not text: expected it in quotes");
      }
    }
    const toml::node* node = table.get("right");
    const auto right = node && node->is_integer() ? node->value<std::int64_t>() : std::nullopt;
    if (!right || *right < 1 || *right > static_cast<std::int64_t>(out.answers.size())) {
      return at(node ? *node : static_cast<const toml::node&>(table),
                "right is not the number of an answer: expected a whole number from 1 to " +
                    std::to_string(out.answers.size()));
    }
    out.right = static_cast<std::size_t>(*right - 1);
    return {};
  }

  Outcome read_pace(Scenario& scenario) const {
    const Result<const toml::table*> found = one_table("pace");
    if (!found) return found.error();
    if (!found.value()) return {};
    const toml::table& table = *found.value();
    if (Outcome keys = only_keys(table, "pace", {"slow", "steps", "then"}, "slow, steps and then"); !keys) return keys;
    OpeningPace pace;
    if (Outcome slow = read_speed(table, "slow", pace.slow); !slow) return slow;
    if (Outcome steps = read_steps(table, "steps", pace.steps); !steps) return steps;
    if (Outcome then = read_speed(table, "then", pace.then); !then) return then;
    if (pace.steps == 0) return at(table, "pace is incomplete: expected slow, steps and then");
    if (pace.then < pace.slow) return at(table, "pace.then is slower than pace.slow: expected it to be faster");
    scenario.pace = pace;
    return {};
  }

  Outcome read_speed(const toml::table& table, const char* key, double& out) const {
    const toml::node* node = table.get(key);
    const std::optional<double> speed = node && node->is_number() ? node->value<double>() : std::nullopt;
    if (!speed || !(*speed >= kSlowestPace && *speed <= kFastestPace)) {
      return at(node ? *node : static_cast<const toml::node&>(table),
                std::string("pace.") + key + " is not a speed: expected sub-steps per second from 0.5 to 100000");
    }
    out = *speed;
    return {};
  }
};

}  // namespace

Outcome read_scenario_card(const toml::table& table, const std::string& file, Scenario& scenario) {
  return CardReader(table, file).read(scenario);
}

}  // namespace gan
