#include "core/io/safetensors.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

namespace gan {
namespace {

using Json = nlohmann::ordered_json;

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie in memory");

constexpr std::size_t kLengthBytes = 8;
constexpr std::uint64_t kLongestHeader = 100'000'000;  // the library's own limit
constexpr std::int64_t kMostNumbers = std::int64_t{1} << 40;
constexpr const char* kMetadata = "__metadata__";

// Where a tensor's bytes lie behind the header.
struct Range {
  std::uint64_t begin, end;
};

class Parser {
 public:
  Parser(const std::string& bytes, const std::string& file) : bytes_(bytes), file_(file) {}

  Result<SafetensorsFile> parse() {
    if (bytes_.size() < kLengthBytes) return error("it has " + std::to_string(bytes_.size()) + " bytes");
    std::uint64_t length = 0;
    std::memcpy(&length, bytes_.data(), kLengthBytes);
    if (length < 2 || length > kLongestHeader)
      return error("its first 8 bytes are not the length of a header");
    if (length > bytes_.size() - kLengthBytes) {
      return error("it ends within its header, which has " + std::to_string(length) + " bytes");
    }
    const auto begin = bytes_.begin() + kLengthBytes;
    const Json header = Json::parse(begin, begin + static_cast<std::ptrdiff_t>(length), nullptr, false);
    if (!header.is_object()) return error("its header is not a JSON object");
    data_begin_ = kLengthBytes + static_cast<std::size_t>(length);
    for (const auto& [name, entry] : header.items()) {
      const Outcome read = name == kMetadata ? read_metadata(entry) : read_tensor(name, entry);
      if (!read) return read.error();
    }
    if (Outcome covered = check_coverage(); !covered) return covered.error();
    return std::move(content_);
  }

 private:
  Error error(const std::string& what) const {
    return {file_ + " is not a readable safetensors file: " + what};
  }

  Outcome read_metadata(const Json& entry) {
    if (!entry.is_object()) return error("its __metadata__ is not an object of texts");
    for (const auto& [key, value] : entry.items()) {
      if (!value.is_string()) return error("its __metadata__ '" + key + "' is not text");
      content_.metadata[key] = value.get<std::string>();
    }
    return {};
  }

  Outcome read_tensor(const std::string& name, const Json& entry) {
    const auto member = [&](const char* key) { return entry.is_object() && entry.contains(key); };
    if (!member("dtype") || !member("shape") || !member("data_offsets")) {
      return error("tensor '" + name + "' lacks dtype, shape or data_offsets");
    }
    if (entry["dtype"] != "F32") return error("tensor '" + name + "' is not of dtype F32");
    NamedTensor tensor;
    tensor.name = name;
    std::int64_t count = 1;
    if (!entry["shape"].is_array()) return error("tensor '" + name + "' has no list as its shape");
    for (const Json& side : entry["shape"]) {
      if (!side.is_number_unsigned() ||
          side.get<std::uint64_t>() > static_cast<std::uint64_t>(kMostNumbers)) {
        return error("tensor '" + name + "' has a side that is not a size");
      }
      tensor.shape.push_back(side.get<std::int64_t>());
      const std::int64_t size = tensor.shape.back();
      if (size > 0 && count > kMostNumbers / size)
        return error("tensor '" + name + "' is larger than any file");
      count *= size;
    }
    const Json& offsets = entry["data_offsets"];
    if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned() ||
        !offsets[1].is_number_unsigned()) {
      return error("tensor '" + name + "' has no two data_offsets");
    }
    const Range range = {offsets[0].get<std::uint64_t>(), offsets[1].get<std::uint64_t>()};
    const std::uint64_t available = bytes_.size() - data_begin_;
    if (range.end < range.begin ||
        range.end - range.begin != static_cast<std::uint64_t>(count) * sizeof(float)) {
      return error("tensor '" + name + "' has data_offsets that do not fit its shape");
    }
    if (range.end > available) {
      return error("it is truncated: tensor '" + name + "' ends at byte " + std::to_string(range.end) +
                   " of " + std::to_string(available));
    }
    ranges_.push_back(range);
    return read_numbers(std::move(tensor), range);
  }

  Outcome read_numbers(NamedTensor tensor, Range range) {
    tensor.numbers.resize(static_cast<std::size_t>(range.end - range.begin) / sizeof(float));
    if (!tensor.numbers.empty()) {
      std::memcpy(tensor.numbers.data(), bytes_.data() + data_begin_ + range.begin, range.end - range.begin);
    }
    if (!std::all_of(tensor.numbers.begin(), tensor.numbers.end(),
                     [](float x) { return std::isfinite(x); })) {
      return Error{file_ + ": tensor '" + tensor.name +
                   "' holds a number that is not finite: expected finite ones"};
    }
    content_.tensors.push_back(std::move(tensor));
    return {};
  }

  // The blocks follow each other from the first byte to the last.
  Outcome check_coverage() {
    std::sort(ranges_.begin(), ranges_.end(), [](const Range& a, const Range& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    });
    std::uint64_t reached = 0;
    for (const Range& range : ranges_) {
      if (range.begin != reached) return error("its tensors overlap or leave holes");
      reached = range.end;
    }
    if (data_begin_ + reached != bytes_.size()) return error("bytes follow its last tensor");
    return {};
  }

  const std::string& bytes_;
  const std::string& file_;
  std::size_t data_begin_ = 0;
  std::vector<Range> ranges_;
  SafetensorsFile content_;
};

}  // namespace

Result<SafetensorsFile> parse_safetensors(const std::string& bytes, const std::string& file) {
  return Parser(bytes, file).parse();
}

const NamedTensor* SafetensorsFile::find(const std::string& name) const {
  const auto found =
      std::find_if(tensors.begin(), tensors.end(), [&](const NamedTensor& t) { return t.name == name; });
  return found == tensors.end() ? nullptr : &*found;
}

std::string write_safetensors(const SafetensorsFile& content) {
  Json header = Json::object();
  if (!content.metadata.empty()) header[kMetadata] = content.metadata;
  std::uint64_t offset = 0;
  for (const NamedTensor& tensor : content.tensors) {
    GAN_CHECK(!header.contains(tensor.name), "a tensor's name is used twice");
    const std::uint64_t end = offset + tensor.numbers.size() * sizeof(float);
    header[tensor.name] = {{"dtype", "F32"}, {"shape", tensor.shape}, {"data_offsets", {offset, end}}};
    offset = end;
  }
  std::string text = header.dump();
  text.append((8 - text.size() % 8) % 8, ' ');
  const std::uint64_t length = text.size();
  std::string bytes(reinterpret_cast<const char*>(&length), kLengthBytes);
  bytes += text;
  bytes.reserve(bytes.size() + offset);
  for (const NamedTensor& tensor : content.tensors) {
    bytes.append(reinterpret_cast<const char*>(tensor.numbers.data()), tensor.numbers.size() * sizeof(float));
  }
  return bytes;
}

}  // namespace gan
