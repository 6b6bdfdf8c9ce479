#include "core/io/files/markdown_table.h"

#include <gtest/gtest.h>

namespace gan {
namespace {

TEST(MarkdownTable, ReadsAsATable) {
  EXPECT_EQ(markdown_table({{"game", "k", "JSD"}, {"A", "1", "0.0213"}, {"B: k = 5", "5"}}),
            "| game     |   k |    JSD |\n"
            "| -------- | --: | -----: |\n"
            "| A        |   1 | 0.0213 |\n"
            "| B: k = 5 |   5 |        |\n");
}

TEST(MarkdownTable, EscapesWhatMarkdownWouldRead) {
  EXPECT_EQ(markdown_table({{"KL(p_g|p)"}, {"a\nb"}}),
            "| KL(p\\_g\\|p) |\n"
            "| ----------- |\n"
            "| a b         |\n");
}

TEST(MarkdownTable, CountsLettersAndNotBytes) {
  EXPECT_EQ(markdown_table({{"γ", "∞"}, {"abc", "−1"}}),
            "| γ   |   ∞ |\n"
            "| --- | --: |\n"
            "| abc |  −1 |\n");
}

TEST(MarkdownTable, OfNothingIsNothing) {
  EXPECT_EQ(markdown_table({}), "");
}

}  // namespace
}  // namespace gan
