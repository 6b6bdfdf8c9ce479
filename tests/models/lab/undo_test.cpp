#include "app/lab/edits/undo.h"

#include <gtest/gtest.h>

namespace gan {
namespace {

const Value kOne = std::int64_t{1};
const Value kTwo = std::int64_t{2};
const Value kFive = std::int64_t{5};

TEST(UndoStack, ADragIsOneEntry) {
  UndoStack stack;
  stack.change("k", kOne, kTwo, false);
  stack.change("k", kTwo, kFive, false);
  stack.change("k", kFive, kFive, true);
  const auto undone = stack.undo();
  ASSERT_EQ(undone.size(), 1u);
  EXPECT_EQ(undone[0].before, kOne);
  EXPECT_EQ(undone[0].after, kFive);
  EXPECT_FALSE(stack.can_undo());
  ASSERT_TRUE(stack.can_redo());
  EXPECT_EQ(stack.redo()[0].after, kFive);
  EXPECT_TRUE(stack.can_undo());
}

TEST(UndoStack, ADragThatEndsWhereItBeganLeavesNothing) {
  UndoStack stack;
  stack.change("k", kOne, kTwo, false);
  stack.change("k", kTwo, kOne, true);
  EXPECT_FALSE(stack.can_undo());
}

TEST(UndoStack, TwoGesturesOfOneKeyAreTwoEntries) {
  UndoStack stack;
  stack.change("k", kOne, kTwo, true);
  stack.change("k", kTwo, kFive, true);
  EXPECT_EQ(stack.undo()[0].before, kTwo);
  EXPECT_EQ(stack.undo()[0].before, kOne);
  EXPECT_TRUE(stack.undo().empty());
}

TEST(UndoStack, ANewChangeForgetsWhatWasUndone) {
  UndoStack stack;
  stack.change("k", kOne, kTwo, true);
  stack.undo();
  stack.change("clip", 0.0, 0.1, true);
  EXPECT_FALSE(stack.can_redo());
}

TEST(UndoStack, SeveralChangesGoBackInReverse) {
  UndoStack stack;
  stack.change({{"k", kOne, kFive}, {"clip", 0.0, 0.1}, {"same", kOne, kOne}});
  const auto undone = stack.undo();
  ASSERT_EQ(undone.size(), 2u);
  EXPECT_EQ(undone[0].key, "clip");
  EXPECT_EQ(undone[1].key, "k");
}

TEST(UndoStack, ARefusedChangeIsForgotten) {
  UndoStack stack;
  stack.change("k", kOne, kTwo, true);
  stack.change("clip", 0.0, 0.1, true);
  stack.forget("k");
  EXPECT_EQ(stack.undo()[0].key, "clip");
  EXPECT_FALSE(stack.can_undo());
}

TEST(UndoStack, ForgetsTheOldestOfVeryMany) {
  UndoStack stack;
  for (std::int64_t i = 0; i < 600; ++i) stack.change("k", i, i + 1, true);
  std::size_t entries = 0;
  while (!stack.undo().empty()) ++entries;
  EXPECT_EQ(entries, UndoStack::kMost);
}

}  // namespace
}  // namespace gan
