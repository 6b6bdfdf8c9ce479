// Formulas as the tables write them: the plain notation of "−E log D(x) − E log(1 − D(G(z)))" with a little markup for
// what one line of letters can't say. What is not well-formed is shown as it stands.
//
//   p_g  p_{data}  x^{(i)}             subscripts and superscripts, of one letter or of a group
//   \frac{1}{m}                        a fraction
//   \sum_{i=1}^{m}  \min_G  \max_D     operators whose limits stand below and above them
//   \term{real}{E log D(x)}            a part with a name, whose place can be asked for
//   \{ \} \_ \^ \\                     these letters themselves
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gan {

// A formula is a row of these.
struct MathNode {
  enum class Kind {
    text,      // `text` as it was written
    scripts,   // of what stands before: `first` lowered, `second` raised; either may be empty
    fraction,  // `first` over `second`
    limits,    // the operator `text` with `first` below and `second` above
    term,      // `first`, named `text`
  };
  Kind kind = Kind::text;
  std::string text;
  std::vector<MathNode> first, second;
};

// Nothing where braces don't pair, a command is unknown or lacks its arguments, or groups are nested too deeply.
std::optional<std::vector<MathNode>> parse_math(std::string_view markup);

// A title in words with variables of the notes among them, as markup: "JSD(p_data, p_g), nats" becomes
// "JSD(p_{data}, p_g), nats". A whole word is lowered there, and no sign is a command.
std::string title_markup(std::string_view title);

// In one line of Unicode, for tooltips and terminals: "1/m Σ log D(x⁽ⁱ⁾)", "min_G max_D V(D, G)". The limits of sums
// are left out.
std::string plain_math(std::string_view markup);

// Bytes of the first letter of UTF-8 text with the accents that stand on it; 0 where there is none.
std::size_t math_letter(std::string_view text);

}  // namespace gan
