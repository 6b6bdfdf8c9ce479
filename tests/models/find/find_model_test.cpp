// What a word finds, what stands first, and what choosing it does.
#include "app/panels/find/find_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/controls/controls_settings_model.h"
#include "app/panels/find/find_looks_model.h"
#include "app/panels/find/find_text_model.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/frame/shortcuts_model.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/plots/plots_settings_model.h"
#include "core/io/scenario_file.h"

namespace gan {
namespace {

DataKind points() {
  DataKind data;
  data.can = {Capability::plane, Capability::extent, Capability::density, Capability::modes, Capability::points};
  return data;
}

DataKind images() {
  DataKind data;
  data.can = {Capability::images, Capability::classes, Capability::held_out};
  return data;
}

DataKind numbers() {
  DataKind data;
  data.can = {Capability::numbers, Capability::line, Capability::portrait};
  return data;
}

DataKind on_the_line() {
  DataKind data;
  data.can = {Capability::line, Capability::density};
  return data;
}

std::vector<FindEntry> entries_for(const DataKind& data, const Settings& settings = {}) {
  static const std::vector<Scenario> scenarios = [] {
    std::vector<Scenario> all;
    for (const Result<Scenario>& one : builtin_scenarios()) all.push_back(one.value());
    return all;
  }();
  static const KeyboardLayout keyboard;
  static constexpr FindTab tabs[] = {{"plots", "Plots", "The scalars of the training over its steps."},
                                     {"latent_walk", "Latent walk", "G's image follows the hand."}};
  return find_entries({settings, data, tabs, scenarios, keyboard, [](unsigned int) { return true; }});
}

// Ids of what a query finds, the best first.
std::vector<std::string> found(const char* query, const DataKind& data = points()) {
  const std::vector<FindEntry> entries = entries_for(data);
  std::vector<std::string> ids;
  for (const FindHit& hit : find_hits(entries, query)) ids.push_back(entries[static_cast<std::size_t>(hit.entry)].id);
  return ids;
}

std::string first(const char* query, const DataKind& data = points()) {
  const std::vector<std::string> ids = found(query, data);
  return ids.empty() ? "" : ids.front();
}

bool among_first(const char* query, const std::string& id, std::size_t most, const DataKind& data = points()) {
  const std::vector<std::string> ids = found(query, data);
  return std::find(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(std::min(most, ids.size())), id) !=
         ids.begin() + static_cast<std::ptrdiff_t>(std::min(most, ids.size()));
}

const FindEntry& entry_of_id(const std::vector<FindEntry>& entries, const std::string& id) {
  return *std::find_if(entries.begin(), entries.end(), [&](const FindEntry& entry) { return entry.id == id; });
}

TEST(FindText, FoldsAccentsGreekAndRaisedDigits) {
  EXPECT_EQ(find_folded("Fréchet distance"), "frechet distance");
  EXPECT_EQ(find_folded("FRÉCHET"), "frechet");
  EXPECT_EQ(find_folded("Fre\u0301chet"), "frechet");
  EXPECT_EQ(find_folded("D β₁"), "d beta1");
  EXPECT_EQ(find_folded("learning rate η"), "learning rate eta");
  EXPECT_EQ(find_folded("n_critic"), "n critic");
  EXPECT_EQ(find_folded("D(G(z)) — χ²"), "d g z chi2");
  EXPECT_TRUE(find_words(" … ").empty());
}

// Whatever the data: a synonym of something that is no longer there, or called otherwise, would find nothing.
TEST(FindSynonyms, EachHasATargetAndWords) {
  const std::vector<FindEntry> of_points = entries_for(points()), of_images = entries_for(images());
  ASSERT_GT(find_synonyms().size(), 50U);
  for (const FindSynonym& synonym : find_synonyms()) {
    EXPECT_FALSE(find_words(synonym.words).empty()) << synonym.target;
    if (synonym.kind == FindKind::tab) continue;  // the array of views needs a window: tests/window/find_test.cpp
    int targets = 0;
    for (const auto* entries : {&of_points, &of_images}) {
      for (const FindEntry& entry : *entries) targets += is_target(synonym, entry.kind, entry.id.c_str());
    }
    EXPECT_GT(targets, 0) << synonym.target;
  }
}

TEST(FindSynonyms, OfASettingAreBothPlayers) {
  const FindSynonym rate{FindKind::setting, "learning_rate", "lr"};
  EXPECT_TRUE(is_target(rate, FindKind::setting, "hyperparameters.generator.learning_rate"));
  EXPECT_TRUE(is_target(rate, FindKind::setting, "hyperparameters.discriminator.learning_rate"));
  EXPECT_FALSE(is_target(rate, FindKind::plot, "learning_rate"));
  EXPECT_FALSE(is_target({FindKind::setting, "k", "x"}, FindKind::setting, "hyperparameters.clik"));
}

TEST(FindSynonyms, OfALayerNeedTheFirstWordsOfItsTitle) {
  const FindSynonym fake{FindKind::layer, "generated", "fake"};
  EXPECT_TRUE(is_target(fake, FindKind::layer, "generated"));
  EXPECT_TRUE(is_target(fake, FindKind::layer, "generated (fake)"));
  EXPECT_FALSE(is_target(fake, FindKind::layer, "generatedness"));
  EXPECT_FALSE(is_target(fake, FindKind::layer, "real"));
}

TEST(Find, KnowsTheWordsOfTheField) {
  EXPECT_EQ(first("step size"), "hyperparameters.discriminator.learning_rate");
  EXPECT_EQ(first("lr"), "hyperparameters.discriminator.learning_rate");
  EXPECT_EQ(first("n_critic"), "hyperparameters.k");
  EXPECT_EQ(first("critic steps"), "hyperparameters.k");
  EXPECT_TRUE(among_first("momentum", "hyperparameters.discriminator.beta1", 4));
  EXPECT_TRUE(among_first("beta1", "hyperparameters.generator.beta1", 2));
  EXPECT_TRUE(among_first("latent", "noise.dimension", 4));
  EXPECT_TRUE(among_first("z", "noise.dimension", 4));
  EXPECT_EQ(first("FID", images()), "frechet");
  EXPECT_EQ(first("frechet", images()), "frechet");
  EXPECT_EQ(first("JS divergence"), "jsd");
  EXPECT_EQ(first("gradient penalty"), "hyperparameters.gp_weight");
  for (const char* penalty : {"hyperparameters.r1_weight", "hyperparameters.r2_weight"}) {
    EXPECT_TRUE(among_first("gradient penalty", penalty, 6)) << penalty;
  }
  EXPECT_TRUE(among_first("WGAN-GP", "hyperparameters.gp_weight", 4));
  EXPECT_TRUE(among_first("spectral norm", "discriminator.spectral_norm", 2));
  EXPECT_EQ(first("EMA"), "hyperparameters.average_decay");
  EXPECT_EQ(first("mode dropping"), "modes");
  EXPECT_EQ(first("decision boundary"), "D(x)");
  EXPECT_TRUE(among_first("decision boundary", "contours", 2));
  EXPECT_EQ(first("dark mode"), "Light or dark theme");
  for (const char* query : {"fullscreen", "projector", "beamer"}) EXPECT_EQ(first(query), "Present") << query;
}

TEST(Find, EveryWordBeginsAWordOfIt) {
  EXPECT_EQ(first("g learn"), "hyperparameters.generator.learning_rate");
  EXPECT_EQ(first("LEARNING d"), "hyperparameters.discriminator.learning_rate");
  EXPECT_EQ(first("batch"), "hyperparameters.batch_size");
  EXPECT_EQ(first("generator.hidden"), "generator.hidden");
  EXPECT_TRUE(found("learning xyz").empty());
  EXPECT_TRUE(found("earning").empty());
  EXPECT_TRUE(found("ыы").empty());
}

TEST(Find, TheTitleComesBeforeTheSynonymBeforeTheMeaning) {
  const std::vector<FindEntry> entries = entries_for(points());
  for (const char* query : {"momentum", "modes", "loss", "gradient", "noise", "step", "g", "k"}) {
    const std::vector<FindHit> hits = find_hits(entries, query);
    ASSERT_GT(hits.size(), 2U) << query;
    EXPECT_TRUE(std::is_sorted(hits.begin(), hits.end(), [](const FindHit& a, const FindHit& b) {
      return a.rank < b.rank;
    })) << query;
    EXPECT_LT(hits.front().rank, FindRank::synonym) << query;
  }
  const std::vector<FindHit> by_synonym = find_hits(entries, "step size");
  ASSERT_NE(by_synonym.front().synonym, nullptr);
  EXPECT_EQ(*by_synonym.front().synonym, "step size");
  EXPECT_EQ(find_hits(entries, "learning rate").front().synonym, nullptr);
}

TEST(Find, NothingTypedIsEverythingInTheOrderOfTheTables) {
  const std::vector<FindEntry> entries = entries_for(points());
  const std::vector<FindHit> all = find_hits(entries, " ");
  EXPECT_EQ(all.size(), entries.size());
  std::set<FindKind> kinds;
  for (const FindEntry& entry : entries) {
    kinds.insert(entry.kind);
    EXPECT_FALSE(entry.title.empty()) << entry.id;
    EXPECT_FALSE(entry.meaning.empty()) << entry.title;
    EXPECT_FALSE(entry.where.empty()) << entry.title;
  }
  EXPECT_EQ(kinds.size(), 7U);
}

// What the data have no values for can't be shown; what the game does not heed is found, after what it does.
TEST(Find, LeavesOutWhatTheDataDoNotHave) {
  EXPECT_EQ(first("inception"), "");
  EXPECT_EQ(first("frechet"), "points_distances");
  EXPECT_FALSE(among_first("latent walk", "Start or stop the latent walk", 5));
  EXPECT_TRUE(among_first("latent walk", "Start or stop the latent walk", 5, images()));
  Settings settings;
  const std::vector<FindEntry> entries = entries_for(points(), settings);
  for (const FindEntry& entry : entries) {
    if (entry.kind != FindKind::setting) continue;
    EXPECT_EQ(entry.idle, !find_setting(entry.id)->relevant(settings)) << entry.id;
  }
  EXPECT_TRUE(entry_of_id(entries, "data.file").idle);
}

TEST(Find, CommandsHaveTheirKeys) {
  const std::vector<FindEntry> entries = entries_for(points());
  EXPECT_EQ(entry_of_id(entries, "Undo the last setting change").where, "Ctrl+Z");
  EXPECT_EQ(entry_of_id(entries, "Restart (next seed)").where, "Shift+R");
  EXPECT_EQ(entry_of_id(entries, "Play or pause").where, "Space");
  EXPECT_EQ(entry_of_id(entries, "Keys and mouse").where, "?");
}

TEST(FindChoice, OfASettingOpensItsGroupAndSeeksIt) {
  const std::vector<FindEntry> entries = entries_for(points());
  ViewSettings settings;
  Actions actions;
  ControlsSettings& controls = settings.of<ControlsSettings>();
  controls.open(SettingGroup::generator) = false;
  choose_found(entry_of_id(entries, "hyperparameters.generator.epsilon"), points(), settings, actions);
  EXPECT_TRUE(controls.open(SettingGroup::generator));
  EXPECT_TRUE(controls.more[Player::generator]);
  EXPECT_FALSE(controls.more[Player::discriminator]);
  EXPECT_EQ(controls.sought, "hyperparameters.generator.epsilon");
  EXPECT_EQ(settings.of<LayoutSettings>().front, "controls");
  // The seed is in no panel that could come to the front.
  settings.of<LayoutSettings>().front.clear();
  choose_found(entry_of_id(entries, "seed"), points(), settings, actions);
  EXPECT_EQ(controls.sought, "seed");
  EXPECT_EQ(settings.of<LayoutSettings>().front, "");
  EXPECT_TRUE(actions.edits.empty());
}

TEST(FindChoice, ShowsPlotsLayersAndTabs) {
  const std::vector<FindEntry> entries = entries_for(points());
  ViewSettings settings;
  Actions actions;
  LayoutSettings& layout = settings.of<LayoutSettings>();
  settings.of<PlotsSettings>().shown_plots = 0;
  const FindEntry& jsd = entry_of_id(entries, "jsd");
  choose_found(jsd, points(), settings, actions);
  EXPECT_EQ(settings.of<PlotsSettings>().shown_plots, 1 << jsd.number);
  EXPECT_EQ(layout.front, "plots");
  EXPECT_EQ(settings.of<PlotsSettings>().sought, jsd.number);
  choose_found(jsd, points(), settings, actions);  // again: it stays
  EXPECT_EQ(settings.of<PlotsSettings>().shown_plots, 1 << jsd.number);

  ArenaSettings& arena = settings.of<ArenaSettings>();
  arena.layer(ArenaLayer::trails).visible = false;
  choose_found(entry_of_id(entries, "trails"), points(), settings, actions);
  EXPECT_TRUE(arena.layer(ArenaLayer::trails).visible);
  EXPECT_EQ(layout.front, "arena");
  choose_found(entry_of_id(entries_for(images()), "contours"), images(), settings, actions);
  EXPECT_EQ(layout.front, "slice");

  choose_found(entry_of_id(entries, "latent_walk"), images(), settings, actions);
  EXPECT_EQ(layout.front, "latent_walk");
}

std::vector<std::string> keys_of(const FindLook& look) {
  std::vector<std::string> keys;
  std::istringstream list(look.keys);
  for (std::string key; std::getline(list, key, ';');) keys.push_back(key);
  return keys;
}

// What is found as something else, and what nobody looks for by its name because a hand left it so.
bool needs_no_look(const std::string& key) {
  static const std::set<std::string> kElsewhere{"window.dark",
                                                "window.projector",  // commands
                                                "window.width",
                                                "window.height",
                                                "window.scale",
                                                "panels.left_width",
                                                "panels.lens_share",
                                                "panels.track_height",  // dragged
                                                "panels.stage_tab",
                                                "panels.lens_tab",
                                                "panels.left_tab",            // tabs
                                                "arena.surface_resolution"};  // in the file alone
  return kElsewhere.contains(key) || key.starts_with("controls.") || key.ends_with(".visible");
}

TEST(FindLooks, EveryViewSettingIsFoundInTheGamesThatHaveIt) {
  ViewSettings settings;
  std::set<std::string> named, known;
  for (const ViewSetting& line : settings.table()) known.insert(line.key);
  for (const FindLook& look : find_looks()) {
    for (const std::string& key : keys_of(look)) {
      EXPECT_TRUE(known.contains(key)) << key << " is in no table";
      named.insert(key);
    }
    const DataKind data = look.needs.has(Capability::images)     ? images()
                          : look.needs.has(Capability::portrait) ? numbers()
                          : look.needs.has(Capability::line)     ? on_the_line()
                                                                 : points();
    EXPECT_TRUE(among_first(look.title, look.keys, 1, data)) << look.title;
  }
  for (const std::string& key : known) EXPECT_NE(named.contains(key), needs_no_look(key)) << key;
}

TEST(FindLooks, ChoosingOneShowsItOrFlipsIt) {
  Actions actions;
  for (const DataKind& data : {points(), images(), numbers(), on_the_line()}) {
    const std::vector<FindEntry> entries = entries_for(data);
    for (const FindEntry& entry : entries) {
      if (entry.kind != FindKind::look) continue;
      ViewSettings settings;
      const FrameSettings frame = settings.of<FrameSettings>();
      LayoutSettings& layout = settings.of<LayoutSettings>();
      choose_found(entry, data, settings, actions);
      const bool flipped =
          settings.of<FrameSettings>().high_contrast != frame.high_contrast || !layout.show_left || !layout.show_lens;
      EXPECT_TRUE(flipped || !layout.front.empty() || !layout.sought.empty()) << entry.title;
    }
  }
  ViewSettings settings;
  const std::vector<FindEntry> entries = entries_for(points());
  choose_found(entry_of_id(entries, "arena.logit_range"), points(), settings, actions);
  EXPECT_EQ(settings.of<ArenaSettings>().surface_mode, 1) << "or the slider would not be there";
  EXPECT_EQ(settings.of<LayoutSettings>().front, "arena");
  EXPECT_FALSE(settings.of<LayoutSettings>().take_sought(kSoughtSpeed));
  EXPECT_TRUE(settings.of<LayoutSettings>().take_sought(kSoughtLayerOptions));
  EXPECT_FALSE(settings.of<LayoutSettings>().take_sought(kSoughtLayerOptions));
}

TEST(FindLooks, AreCalledWhatTheFieldCallsThem) {
  EXPECT_EQ(first("font size"), "window.text_scale");
  EXPECT_EQ(first("slow motion"), "trainer.speed");
  EXPECT_EQ(first("moving average lines"), "plots.smoothing");
  EXPECT_EQ(first("transparency").substr(0, 13), "arena.surface");
  EXPECT_EQ(first("number of tiles"), "");
  EXPECT_EQ(first("number of tiles", images()), "images.tiles");
}

TEST(FindChoice, GivesCommandsAndOpensScenarios) {
  const std::vector<FindEntry> entries = entries_for(points());
  ViewSettings settings;
  Actions actions;
  choose_found(entry_of_id(entries, "Present"), points(), settings, actions);
  EXPECT_TRUE(settings.of<FrameSettings>().projector);
  choose_found(entry_of_id(entries, "Undo the last setting change"), points(), settings, actions);
  ASSERT_EQ(actions.requests.size(), 1U);
  EXPECT_EQ(actions.requests[0], LabRequest::undo);
  choose_found(entry_of_id(entries, "wgan-gp"), points(), settings, actions);
  EXPECT_EQ(actions.scenario, "wgan-gp");
}

TEST(FindChoice, CtrlFOpensIt) {
  ViewSettings settings;
  Actions actions;
  EXPECT_TRUE(apply_shortcut({"f", true, false}, points(), settings, actions));
  EXPECT_TRUE(settings.of<FrameSettings>().find);
  EXPECT_FALSE(settings.of<ArenaSettings>().fit);
}

}  // namespace
}  // namespace gan
