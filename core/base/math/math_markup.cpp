#include "core/base/math/math_markup.h"

#include <utility>

namespace gan {
namespace {

constexpr int kDeepest = 16;  // groups within groups
constexpr std::string_view kSum = "∑";

struct Raised {
  std::string_view letter, lowered, raised;  // "" where Unicode has none
};
constexpr Raised kScripts[] = {
    {"0", "₀", "⁰"}, {"1", "₁", "¹"}, {"2", "₂", "²"}, {"3", "₃", "³"}, {"4", "₄", "⁴"},
    {"5", "₅", "⁵"}, {"6", "₆", "⁶"}, {"7", "₇", "⁷"}, {"8", "₈", "⁸"}, {"9", "₉", "⁹"},
    {"+", "₊", "⁺"}, {"−", "₋", "⁻"}, {"=", "₌", "⁼"}, {"(", "₍", "⁽"}, {")", "₎", "⁾"},
    {"a", "ₐ", "ᵃ"}, {"e", "ₑ", "ᵉ"}, {"i", "ᵢ", "ⁱ"}, {"j", "ⱼ", ""},  {"k", "ₖ", "ᵏ"},
    {"m", "ₘ", "ᵐ"}, {"n", "ₙ", "ⁿ"}, {"t", "ₜ", "ᵗ"}, {"x", "ₓ", ""},  {"T", "", "ᵀ"},
};

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::size_t code_point_length(std::string_view text) {
  if (text.empty()) return 0;
  std::size_t length = 1;
  // Bytes that go on with a letter begin with the bits 10.
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) ++length;
  return length;
}

// U+0300 to U+036F, accents that stand on the letter before.
bool is_accent(std::string_view text) {
  if (text.size() < 2) return false;
  const auto first = static_cast<unsigned char>(text[0]), second = static_cast<unsigned char>(text[1]);
  return first == 0xCC || (first == 0xCD && second < 0xB0);
}

class Parser {
 public:
  explicit Parser(std::string_view markup) : rest_(markup) {}

  std::optional<std::vector<MathNode>> whole() {
    std::optional<std::vector<MathNode>> nodes = row(0);
    return rest_.empty() ? std::move(nodes) : std::nullopt;
  }

 private:
  // Up to the end or to a brace that closes.
  std::optional<std::vector<MathNode>> row(int depth) {
    if (depth > kDeepest) return std::nullopt;
    std::vector<MathNode> nodes;
    while (!rest_.empty() && rest_[0] != '}') {
      const bool good = rest_[0] == '_' || rest_[0] == '^' ? scripts(nodes, depth)
                        : rest_[0] == '{'                  ? inner(nodes, depth)
                        : rest_[0] == '\\'                 ? command(nodes, depth)
                                                           : letter(nodes);
      if (!good) return std::nullopt;
    }
    return nodes;
  }

  bool letter(std::vector<MathNode>& nodes) {
    const std::size_t length = math_letter(rest_);
    if (nodes.empty() || nodes.back().kind != MathNode::Kind::text) nodes.emplace_back();
    nodes.back().text += rest_.substr(0, length);
    rest_.remove_prefix(length);
    return true;
  }

  bool inner(std::vector<MathNode>& nodes, int depth) {
    std::optional<std::vector<MathNode>> content = group(depth);
    if (!content) return false;
    for (MathNode& node : *content) nodes.push_back(std::move(node));
    return true;
  }

  std::optional<std::vector<MathNode>> group(int depth) {
    if (rest_.empty() || rest_[0] != '{') return std::nullopt;
    rest_.remove_prefix(1);
    std::optional<std::vector<MathNode>> content = row(depth + 1);
    if (!content || rest_.empty()) return std::nullopt;
    rest_.remove_prefix(1);
    return content;
  }

  // A group, or one letter without braces.
  std::optional<std::vector<MathNode>> argument(int depth) {
    if (!rest_.empty() && rest_[0] == '{') return group(depth);
    if (rest_.empty() || std::string_view(" _^}\\").find(rest_[0]) != std::string_view::npos) return std::nullopt;
    std::vector<MathNode> nodes;
    letter(nodes);
    return nodes;
  }

  bool scripts(std::vector<MathNode>& nodes, int depth) {
    const bool lowered = rest_[0] == '_';
    rest_.remove_prefix(1);
    std::optional<std::vector<MathNode>> content = argument(depth);
    if (!content || nodes.empty()) return false;
    const MathNode::Kind last = nodes.back().kind;
    if (last != MathNode::Kind::limits && last != MathNode::Kind::scripts) {
      nodes.push_back({MathNode::Kind::scripts, "", {}, {}});
    }
    std::vector<MathNode>& place = lowered ? nodes.back().first : nodes.back().second;
    if (!place.empty()) return false;
    place = std::move(*content);
    return true;
  }

  bool command(std::vector<MathNode>& nodes, int depth) {
    std::size_t length = 1;
    while (length < rest_.size() && rest_[length] >= 'a' && rest_[length] <= 'z') ++length;
    const std::string_view name = rest_.substr(1, length - 1);
    if (name.empty()) return escaped(nodes);
    rest_.remove_prefix(length);
    for (const auto& [known, shown] :
         {std::pair<std::string_view, std::string_view>{"sum", kSum}, {"min", "min"}, {"max", "max"}}) {
      if (name != known) continue;
      nodes.push_back({MathNode::Kind::limits, std::string(shown), {}, {}});
      return true;
    }
    if (name == "frac") {
      std::optional<std::vector<MathNode>> above = group(depth), below;
      if (above) below = group(depth);
      if (!below) return false;
      nodes.push_back({MathNode::Kind::fraction, "", std::move(*above), std::move(*below)});
      return true;
    }
    return name == "term" && term(nodes, depth);
  }

  bool escaped(std::vector<MathNode>& nodes) {
    rest_.remove_prefix(1);
    if (rest_.empty() || std::string_view("{}_^\\").find(rest_[0]) == std::string_view::npos) return false;
    return letter(nodes);
  }

  bool term(std::vector<MathNode>& nodes, int depth) {
    if (rest_.empty() || rest_[0] != '{') return false;
    const std::size_t end = rest_.find('}');
    if (end == std::string_view::npos) return false;
    std::string name(rest_.substr(1, end - 1));
    rest_.remove_prefix(end + 1);
    std::optional<std::vector<MathNode>> content = group(depth);
    if (!content) return false;
    nodes.push_back({MathNode::Kind::term, std::move(name), std::move(*content), {}});
    return true;
  }

  std::string_view rest_;
};

std::string plain(const std::vector<MathNode>& nodes);

// In Unicode's own small letters where it has all of them.
std::string plain_script(const std::vector<MathNode>& nodes, bool lowered) {
  const std::string text = plain(nodes);
  std::string small;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t length = code_point_length(rest);
    std::string_view found;
    for (const Raised& script : kScripts) {
      if (script.letter == rest.substr(0, length)) found = lowered ? script.lowered : script.raised;
    }
    if (found.empty()) return (lowered ? "_" : "^") + text;
    small += found;
    rest.remove_prefix(length);
  }
  return small;
}

// A sum or a product in a fraction written on one line needs brackets.
std::string plain_part(const std::vector<MathNode>& nodes) {
  std::string text = plain(nodes);
  return text.find(' ') == std::string::npos ? text : "(" + text + ")";
}

std::string plain(const std::vector<MathNode>& nodes) {
  std::string out;
  for (const MathNode& node : nodes) {
    switch (node.kind) {
      case MathNode::Kind::text:
        out += node.text;
        break;
      case MathNode::Kind::scripts:
        if (!node.first.empty()) out += plain_script(node.first, true);
        if (!node.second.empty()) out += plain_script(node.second, false);
        break;
      case MathNode::Kind::fraction:
        out += plain_part(node.first) + "/" + plain_part(node.second);
        break;
      case MathNode::Kind::limits:
        out += node.text == kSum ? "Σ" : node.text;
        if (node.text != kSum && !node.first.empty()) out += "_" + plain(node.first);
        break;
      case MathNode::Kind::term:
        out += plain(node.first);
        break;
    }
  }
  return out;
}

}  // namespace

std::size_t math_letter(std::string_view text) {
  std::size_t length = code_point_length(text);
  while (is_accent(text.substr(length))) length += code_point_length(text.substr(length));
  return length;
}

std::optional<std::vector<MathNode>> parse_math(std::string_view markup) {
  return Parser(markup).whole();
}

std::string title_markup(std::string_view title) {
  std::string markup;
  for (std::size_t i = 0; i < title.size(); ++i) {
    const char c = title[i];
    if (c == '\\' || c == '{' || c == '}' || c == '^') markup += '\\';
    markup += c;
    if (c != '_') continue;
    std::size_t end = i + 1;
    while (end < title.size() && is_ascii_letter(title[end])) ++end;
    if (end == i + 1) {
      markup.insert(markup.size() - 1, "\\");
    } else if (end > i + 2) {
      markup.append("{").append(title.substr(i + 1, end - i - 1)).append("}");
      i = end - 1;
    }
  }
  return markup;
}

std::string plain_math(std::string_view markup) {
  const std::optional<std::vector<MathNode>> nodes = parse_math(markup);
  return nodes ? plain(*nodes) : std::string(markup);
}

}  // namespace gan
