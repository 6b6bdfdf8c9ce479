#include "app/lab/compare/comparison_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "app/lab/compare/differences.h"
#include "app/lab/history/marks.h"

namespace gan {
namespace {

// What stands in a cell must not end it.
std::string cell_text(const std::string& text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|') cell += '\\';
    cell += c == '\n' ? ' ' : c;
  }
  return cell;
}

class MarkdownTable {
 public:
  explicit MarkdownTable(std::size_t games) {
    std::string rule = "|:---|";
    text_ = "| |";
    for (std::size_t game = 0; game < games; ++game) {
      text_ += std::string(" ") + game_letter(game) + " |";
      rule += "---:|";
    }
    text_ += "\n" + rule + "\n";
  }
  void row(const std::string& name, const std::vector<std::string>& values, std::optional<std::size_t> bold = {}) {
    text_ += "| " + cell_text(name) + " |";
    for (std::size_t i = 0; i < values.size(); ++i) {
      const char* const mark = bold == i ? "**" : "";
      text_ += std::string(" ") + mark + cell_text(values[i]) + mark + " |";
    }
    text_ += "\n";
  }
  std::string text() && { return std::move(text_); }

 private:
  std::string text_;
};

// By the name that the losses have for it, where that is one.
std::string name_of(const ScalarInfo& scalar, std::span<const ComparedGame> games) {
  const auto name = [&](const ComparedGame& game) {
    return std::string(scalar_name(scalar, loss_info(game.settings->hyperparameters.loss)));
  };
  const std::string first = name(games.front());
  const bool same =
      std::all_of(games.begin(), games.end(), [&](const ComparedGame& game) { return name(game) == first; });
  return same ? first : scalar.title;
}

void scalar_row(const ScalarInfo& scalar, std::span<const ComparedGame> games, MarkdownTable& table) {
  const bool measured = scalar.source != ScalarSource::iteration;
  std::vector<double> values;
  std::vector<std::string> texts;
  for (const ComparedGame& game : games) {
    double value = std::numeric_limits<double>::quiet_NaN();
    if (!measured) {
      value = scalar_value(scalar, game.record);
    } else if (game.metrics != nullptr) {
      value = scalar_value(scalar, *game.metrics);
    }
    values.push_back(value);
    texts.push_back(measured && std::isfinite(value) ? scalar_text(scalar, *game.metrics)
                                                     : scalar_text(scalar.form, value));
  }
  if (std::none_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); })) return;
  table.row(measured ? scalar.title : name_of(scalar, games), texts, best_of(scalar, values));
}

}  // namespace

std::optional<std::size_t> best_of(const ScalarInfo& scalar, std::span<const double> values) {
  if (scalar.better == ScalarBetter::neither) return {};
  const auto better = [&](double a, double b) { return scalar.better == ScalarBetter::higher ? a > b : a < b; };
  std::optional<std::size_t> best;
  std::size_t known = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) continue;
    ++known;
    if (!best || better(values[i], values[*best])) best = i;
  }
  if (known < 2) return {};
  const std::string text = scalar_text(scalar.form, values[*best]);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i != *best && std::isfinite(values[i]) && scalar_text(scalar.form, values[i]) == text) return {};
  }
  return best;
}

std::string comparison_table(std::span<const ComparedGame> games) {
  MarkdownTable table(games.size());
  if (games.empty()) return std::move(table).text();
  std::vector<const Settings*> settings;
  for (const ComparedGame& game : games) settings.push_back(game.settings);
  const auto row = [&](const std::string& name, auto text_of) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < games.size(); ++i) texts.push_back(text_of(i));
    table.row(name, texts);
  };
  for (const Difference& difference : differences(settings)) {
    if (std::string_view(difference.setting->key) == "seed") continue;  // it has a row in any case
    row(full_title(*difference.setting),
        [&](std::size_t i) { return mark_value(*difference.setting, difference.values[i]); });
  }
  row("step", [&](std::size_t i) { return std::to_string(games[i].position.step); });
  row("seed", [&](std::size_t i) { return std::to_string(games[i].settings->spec.seed); });
  for (const char* id : {"value", "d_real", "d_fake"}) scalar_row(scalar_info(id), games, table);
  for (const ScalarSource source : {ScalarSource::points, ScalarSource::comparison, ScalarSource::images}) {
    for (const ScalarInfo* scalar : scalars_of(source)) {
      if (!scalar->only_in_files) scalar_row(*scalar, games, table);
    }
  }
  return std::move(table).text();
}

}  // namespace gan
