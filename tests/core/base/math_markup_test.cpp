#include "core/base/math/math_markup.h"

#include <gtest/gtest.h>

#include <string>

namespace gan {
namespace {

TEST(MathMarkup, PlainNotationIsItsOwnLine) {
  for (const char* text : {"−E log D(x) − E log(1 − D(G(z)))", "½E(f(x) − 1)²", "E max(0, 1 − f(x))", "‖∇f(x̂)‖²", ""}) {
    EXPECT_EQ(plain_math(text), text);
  }
}

TEST(MathMarkup, OneLineOfUnicode) {
  EXPECT_EQ(plain_math("\\frac{1}{m} \\sum_{i=1}^{m} log D(x^{(i)})"), "1/m Σ log D(x⁽ⁱ⁾)");
  EXPECT_EQ(plain_math("\\min_G \\max_D V(D, G)"), "min_G max_D V(D, G)");
  EXPECT_EQ(plain_math("x ∼ p_{data}, θ_d, x_i, a^2"), "x ∼ p_data, θ_d, xᵢ, a²");
  EXPECT_EQ(plain_math("\\frac{a + b}{2}"), "(a + b)/2");
  EXPECT_EQ(plain_math("\\term{real}{E log D(x)} + \\term{fake}{E log(1 − D(G(z)))}"),
            "E log D(x) + E log(1 − D(G(z)))");
  EXPECT_EQ(plain_math("\\{a\\_b\\}"), "{a_b}");
}

TEST(MathMarkup, ScriptsBelongToOneLetterWithItsAccents) {
  const auto nodes = parse_math("x_ẋ");
  ASSERT_TRUE(nodes.has_value());
  ASSERT_EQ(nodes->size(), 2U);
  EXPECT_EQ((*nodes)[1].kind, MathNode::Kind::scripts);
  ASSERT_EQ((*nodes)[1].first.size(), 1U);
  EXPECT_EQ(math_letter("x\u0302(b)"), std::string("x\u0302").size());
  EXPECT_EQ(math_letter(""), 0U);
}

TEST(MathMarkup, WhatIsNotWellFormedStandsAsItIs) {
  for (const char* text : {"{", "}", "a}", "\\frac{1}", "\\frac", "\\nothing{x}", "_x", "x_", "x^", "x_1_2", "\\",
                           "\\term{a}", "\\term{a", "x_{", "\\sum_{i", "a\\q"}) {
    EXPECT_FALSE(parse_math(text).has_value()) << text;
    EXPECT_EQ(plain_math(text), text);
  }
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "x_{";
  for (int i = 0; i < 1000; ++i) deep += "}";
  EXPECT_FALSE(parse_math(deep).has_value());
}

}  // namespace
}  // namespace gan
