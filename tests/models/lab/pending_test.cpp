#include "app/lab/edits/pending.h"

#include <gtest/gtest.h>

#include "core/settings/setting.h"

namespace gan {
namespace {

const Setting& k_setting() {
  return *find_setting("hyperparameters.k");
}
const Setting& modes_setting() {
  return *find_setting("data.modes");
}

TEST(PendingEdits, AtMostOneCommandOfAKeyIsOnItsWay) {
  PendingEdits pending;
  ASSERT_TRUE(pending.edit(k_setting(), std::int64_t{2}, false, 1));
  pending.sent(k_setting().key, 10);
  EXPECT_FALSE(pending.edit(k_setting(), std::int64_t{3}, false, 1));
  EXPECT_FALSE(pending.edit(k_setting(), std::int64_t{4}, true, 1));
  EXPECT_EQ(*pending.find(k_setting().key), Value(std::int64_t{4}));

  EXPECT_TRUE(pending.acknowledged(9).empty());
  const auto due = pending.acknowledged(10);
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].value, Value(std::int64_t{4}));
  EXPECT_EQ(due[0].gesture, 1u);
}

TEST(PendingEdits, IsForgottenWhenShown) {
  PendingEdits pending;
  ASSERT_TRUE(pending.edit(k_setting(), std::int64_t{2}, true, 1));
  pending.sent(k_setting().key, 3);
  EXPECT_TRUE(pending.acknowledged(3).empty());
  EXPECT_TRUE(pending.empty());
}

TEST(PendingEdits, ADragOfTheDataIsSentAtItsEnd) {
  PendingEdits pending;
  EXPECT_FALSE(pending.edit(modes_setting(), std::int64_t{5}, false, 1));
  EXPECT_TRUE(pending.acknowledged(100).empty());
  EXPECT_EQ(*pending.find(modes_setting().key), Value(std::int64_t{5}));
  EXPECT_TRUE(pending.edit(modes_setting(), std::int64_t{6}, true, 1));
}

TEST(PendingEdits, OverlaysWhatTheSnapshotShows) {
  PendingEdits pending;
  ASSERT_TRUE(pending.edit(k_setting(), std::int64_t{7}, false, 1));
  Settings settings;
  pending.overlay(settings);
  EXPECT_EQ(settings.hyperparameters.k, 7);
}

}  // namespace
}  // namespace gan
