// Lines end at spaces, and never within a number.
#include "app/ui/wrap_layout.h"

#include <gtest/gtest.h>

namespace gan {
namespace {

float letters_of(std::string_view text) {
  return static_cast<float>(text.size());
}

TEST(WrapAtSpaces, NumbersStayWhole) {
  EXPECT_EQ(wrap_at_spaces("slope -2.01 here", 9, letters_of), "slope\n-2.01\nhere");
  EXPECT_EQ(wrap_at_spaces("slope -2.01 here", 11, letters_of), "slope -2.01\nhere");
  EXPECT_EQ(wrap_at_spaces("slope -2.01 here", 100, letters_of), "slope -2.01 here");
}

TEST(WrapAtSpaces, KeepsBreaksAndWideWords) {
  EXPECT_EQ(wrap_at_spaces("a b\nc", 3, letters_of), "a b\nc");
  EXPECT_EQ(wrap_at_spaces("a considerable b", 5, letters_of), "a\nconsiderable\nb");
  EXPECT_EQ(wrap_at_spaces("", 5, letters_of), "");
  EXPECT_EQ(wrap_at_spaces("one\n\ntwo", 1, letters_of), "one\n\ntwo");
}

// Whatever the width, the words are those of before, in their order, and no line is wider than it must be.
TEST(WrapAtSpaces, LosesNothing) {
  const std::string text = "At D(G(z)) = 0.496, gradient w.r.t. D: -2.01 (non-saturating), -1.99 (minimax).";
  for (float most = 1; most < 90; ++most) {
    std::string wrapped = wrap_at_spaces(text, most, letters_of);
    std::size_t begin = 0;
    for (std::size_t end = 0; begin <= wrapped.size(); begin = end + 1) {
      end = std::min(wrapped.find('\n', begin), wrapped.size());
      const std::string line = wrapped.substr(begin, end - begin);
      EXPECT_TRUE(letters_of(line) <= most || line.find(' ') == std::string::npos) << line << " at " << most;
    }
    for (char& c : wrapped) c = c == '\n' ? ' ' : c;
    EXPECT_EQ(wrapped, text);
  }
}

TEST(HasDecimals, OnlyWhereAFigureFollows) {
  EXPECT_TRUE(has_decimals("slope -2.01"));
  EXPECT_TRUE(has_decimals("arXiv 1406,2661"));
  EXPECT_FALSE(has_decimals("In 2014. Then"));
  EXPECT_FALSE(has_decimals("k = 1, 5 and 20"));
  EXPECT_FALSE(has_decimals("1."));
}

}  // namespace
}  // namespace gan
