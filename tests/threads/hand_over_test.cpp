// Mailbox and Queue.
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "core/live/mailbox.h"
#include "core/live/queue.h"

namespace gan {
namespace {

TEST(Mailbox, NewestWinsAndVersionsCount) {
  Mailbox<int> box;
  std::uint64_t seen = 0;
  EXPECT_EQ(box.latest(), nullptr);
  EXPECT_EQ(box.take_newer(seen), nullptr);
  EXPECT_TRUE(box.taken());  // there is nothing to take
  EXPECT_EQ(box.publish(std::make_shared<int>(1)), 1u);
  EXPECT_FALSE(box.taken());
  EXPECT_EQ(box.publish(std::make_shared<int>(2)), 2u);
  const auto value = box.take_newer(seen);
  ASSERT_NE(value, nullptr);
  EXPECT_EQ(*value, 2);
  EXPECT_EQ(seen, 2u);
  EXPECT_TRUE(box.taken());
  EXPECT_EQ(box.take_newer(seen), nullptr);
  EXPECT_EQ(*box.latest(), 2);
}

TEST(Mailbox, ReadersNeverSeeOlderValues) {
  constexpr int kLast = 20000;
  Mailbox<int> box;
  const auto read = [&box] {
    std::uint64_t seen = 0;
    int last = 0;
    while (last < kLast) {
      if (const auto value = box.take_newer(seen)) {
        ASSERT_GT(*value, last);
        ASSERT_EQ(static_cast<std::uint64_t>(*value), seen);
        last = *value;
      }
    }
  };
  std::jthread first(read), second(read);
  for (int i = 1; i <= kLast; ++i) box.publish(std::make_shared<int>(i));
}

TEST(Queue, KeepsEverythingInOrder) {
  constexpr int kWriters = 3, kItems = 20000;
  Queue<std::pair<int, int>> queue;
  std::vector<std::jthread> writers;
  for (int w = 0; w < kWriters; ++w) {
    writers.emplace_back([&queue, w] {
      std::uint64_t last = 0;
      for (int i = 0; i < kItems; ++i) {
        const std::uint64_t number = queue.push({w, i});
        ASSERT_GT(number, last);
        last = number;
      }
    });
  }
  int next[kWriters] = {};
  std::vector<std::pair<int, int>> batch;
  std::uint64_t received = 0;
  while (received < kWriters * kItems) {
    if (!queue.pending()) {
      std::this_thread::yield();
      continue;
    }
    const std::uint64_t last = queue.take(batch);
    ASSERT_FALSE(batch.empty());
    received += batch.size();
    ASSERT_EQ(last, received);
    for (const auto& [writer, item] : batch) ASSERT_EQ(item, next[writer]++);
  }
  EXPECT_FALSE(queue.pending());
}

}  // namespace
}  // namespace gan
