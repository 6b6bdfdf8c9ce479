#include "core/io/files/plain_text.h"

#include <cstdint>
#include <utility>

namespace gan {
namespace {

struct Signature {
  std::string_view begin;
  const char* what;
};

constexpr Signature kSignatures[] = {
    {{"PK\x03\x04", 4}, "a zip archive, as spreadsheets are (.xlsx, .ods)"},
    {{"\xd0\xcf\x11\xe0", 4}, "an old spreadsheet (.xls)"},
    {{"\x1f\x8b", 2}, "packed with gzip"},
    {{"%PDF", 4}, "a PDF document"},
    {{"\x89PNG", 4}, "a PNG image"},
    {{"\x93NUMPY", 6}, "a NumPy array (.npy)"},
    {{"\xff\xfe\x00\x00", 4}, "in UTF-32"},
    {{"\x00\x00\xfe\xff", 4}, "in UTF-32"},
};

void append_utf8(std::uint32_t code, std::string& out) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xc0 | code >> 6);
    put(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    put(0xe0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3f));
    put(0x80 | (code & 0x3f));
  } else {
    put(0xf0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3f));
    put(0x80 | (code >> 6 & 0x3f));
    put(0x80 | (code & 0x3f));
  }
}

bool is_surrogate(std::uint32_t unit, std::uint32_t first) {
  return (unit & 0xfc00) == first;
}

// False where it is not UTF-16: an odd number of bytes, or half of a pair.
bool decode_utf16(std::string_view bytes, bool big_endian, std::string& out) {
  if (bytes.size() % 2 != 0) return false;
  const auto unit = [&](std::size_t i) {
    const auto a = static_cast<std::uint8_t>(bytes[i]), b = static_cast<std::uint8_t>(bytes[i + 1]);
    return big_endian ? std::uint32_t{a} << 8 | b : std::uint32_t{b} << 8 | a;
  };
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    std::uint32_t code = unit(i);
    if (is_surrogate(code, 0xdc00)) return false;
    if (is_surrogate(code, 0xd800)) {
      i += 2;
      if (i >= bytes.size() || !is_surrogate(unit(i), 0xdc00)) return false;
      code = 0x10000 + ((code & 0x3ff) << 10 | (unit(i) & 0x3ff));
    }
    append_utf8(code, out);
  }
  return true;
}

enum class Encoding { utf8, utf16_little, utf16_big };

// By the mark, or by where the zero bytes of the first characters stand, which are ASCII in a table of numbers.
Encoding encoding_of(std::string_view& bytes) {
  const auto skip = [&](std::size_t count, Encoding encoding) {
    bytes.remove_prefix(count);
    return encoding;
  };
  if (bytes.starts_with("\xef\xbb\xbf")) return skip(3, Encoding::utf8);
  if (bytes.starts_with("\xff\xfe")) return skip(2, Encoding::utf16_little);
  if (bytes.starts_with("\xfe\xff")) return skip(2, Encoding::utf16_big);
  if (bytes.size() < 4) return Encoding::utf8;
  const auto zero = [&](std::size_t i) { return bytes[i] == '\0'; };
  if (!zero(0) && zero(1) && !zero(2) && zero(3)) return Encoding::utf16_little;
  if (zero(0) && !zero(1) && zero(2) && !zero(3)) return Encoding::utf16_big;
  return Encoding::utf8;
}

}  // namespace

Result<PlainText> decode_text(std::string bytes, const std::string& file) {
  for (const Signature& signature : kSignatures) {
    if (bytes.starts_with(signature.begin)) return Error{file + " is " + signature.what + ": expected text"};
  }
  std::string_view rest = bytes;
  const Encoding encoding = encoding_of(rest);
  PlainText plain;
  if (encoding == Encoding::utf8) {
    bytes.erase(0, bytes.size() - rest.size());
    plain.text = std::move(bytes);
  } else {
    plain.utf16 = true;
    if (!decode_utf16(rest, encoding == Encoding::utf16_big, plain.text))
      return Error{file + " begins as UTF-16 but does not go on so: expected text"};
  }
  if (plain.text.find('\0') != std::string::npos) return Error{file + " has zero bytes: expected text"};
  return plain;
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find_first_of("\r\n");
  const std::string_view line = rest.substr(0, end);
  if (end == std::string_view::npos) {
    rest = {};
    return line;
  }
  const bool two = rest.substr(end).starts_with("\r\n");
  rest.remove_prefix(end + (two ? 2 : 1));
  return line;
}

}  // namespace gan
