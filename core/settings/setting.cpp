#include "core/settings/setting.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "core/base/check.h"
#include "core/settings/table_rows.h"

namespace gan {
namespace {

constexpr std::array kSettingGroups = {
    SettingGroupInfo{SettingGroup::game, "game", "Game", std::nullopt},
    SettingGroupInfo{SettingGroup::discriminator, "discriminator", "Discriminator", Player::discriminator},
    SettingGroupInfo{SettingGroup::generator, "generator", "Generator", Player::generator},
    SettingGroupInfo{SettingGroup::regularisation, "regularisation", "Regularisation", std::nullopt},
    SettingGroupInfo{SettingGroup::data, "data", "Data and noise", std::nullopt},
    SettingGroupInfo{SettingGroup::networks, "networks", "Networks", std::nullopt},
    SettingGroupInfo{SettingGroup::start, "start", "Seed", std::nullopt},
};

constexpr bool groups_stand_in_order() {
  for (std::size_t i = 0; i < kSettingGroups.size(); ++i) {
    if (kSettingGroups[i].group != static_cast<SettingGroup>(i)) return false;
  }
  return true;
}
static_assert(groups_stand_in_order());

std::vector<Setting> join_table() {
  std::vector<Setting> all;
  for (const auto& part : {setting_rows::data_settings(), setting_rows::network_settings(),
                           setting_rows::hyperparameter_settings(), setting_rows::optimiser_settings()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      GAN_CHECK(std::string_view(all[i].key) != all[j].key, "two settings share a key");
    }
  }
  return all;
}

// Levenshtein distance: insertions, deletions and replacements of one character.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

// A person often writes the end of a key alone: "k" for "hyperparameters.k".
std::size_t key_distance(std::string_view written, std::string_view key) {
  std::size_t best = 2 * edit_distance(written, key);
  for (std::size_t dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.', dot + 1)) {
    best = std::min(best, 2 * edit_distance(written, key.substr(dot + 1)) + 1);
  }
  return best;
}

std::string with_player(const Setting& setting, const std::string& title) {
  return setting.player ? letter_of(*setting.player) + (" " + title) : title;
}

}  // namespace

std::span<const Setting> setting_table() {
  static const std::vector<Setting> table = join_table();
  return table;
}

const Setting* find_setting(std::string_view key) {
  for (const Setting& setting : setting_table()) {
    if (key == setting.key) return &setting;
  }
  return nullptr;
}

std::string unknown_key_message(std::string_view key) {
  const std::string found = "unknown key '" + std::string(key) + "': ";
  if (key.size() > 200) return "unknown key of " + std::to_string(key.size()) + " characters";
  const Setting* nearest = nullptr;
  std::size_t best = 0;
  for (const Setting& setting : setting_table()) {
    const std::size_t distance = key_distance(key, setting.key);
    if (!nearest || distance < best) {
      nearest = &setting;
      best = distance;
    }
  }
  if (nearest && best <= std::max<std::size_t>(3, key.size())) {
    return found + "did you mean '" + nearest->key + "'?";
  }
  return found + "expected seed or a key that begins with data, noise, generator, discriminator or hyperparameters";
}

std::span<const SettingGroupInfo> setting_groups() {
  return kSettingGroups;
}

const SettingGroupInfo& setting_group_info(SettingGroup group) {
  return kSettingGroups[static_cast<std::size_t>(group)];
}

bool restarts_training(SettingGroup group) {
  const auto table = setting_table();
  return std::all_of(table.begin(), table.end(),
                     [&](const Setting& setting) { return setting.group != group || setting.acts == Acts::at_start; });
}

const char* formula_of(const Setting& setting, const Settings& settings) {
  return setting.formula_in != nullptr ? setting.formula_in(settings) : setting.formula;
}

std::string full_title(const Setting& setting) {
  return with_player(setting, setting.title);
}

std::string short_title(const Setting& setting) {
  std::string title = setting.title;
  // "η", "γ": a last word that is no Latin word is the symbol.
  const auto space = title.rfind(' ');
  if (space != std::string::npos && static_cast<unsigned char>(title[space + 1]) >= 0x80) title.erase(space);
  return with_player(setting, title);
}

std::string title_in_group(const Setting& setting) {
  return setting_group_info(setting.group).player == setting.player ? setting.title : full_title(setting);
}

}  // namespace gan
