#include "core/io/files/safetensors.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>
#include <set>

namespace gan {
namespace {

using Json = nlohmann::ordered_json;

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie in memory");

constexpr std::size_t kLengthBytes = 8;
constexpr std::int64_t kMostNumbers = std::int64_t{1} << 40;
constexpr std::size_t kMostSides = 8;  // of one tensor
constexpr const char* kMetadata = "__metadata__";

// Where a tensor's bytes lie behind the header.
struct Range {
  std::uint64_t begin = 0, end = 0;
};

struct Entry {
  NamedTensor tensor;  // without its numbers
  Range range;
};

// The header, event by event: memory and time grow with its length alone, however it is nested.
class HeaderReader : public nlohmann::json_sax<Json> {
 public:
  std::string problem;  // "" where all was well
  std::vector<Entry> entries;
  std::map<std::string, std::string> metadata;

  bool null() override { return scalar("null"); }
  bool boolean(bool) override { return scalar("a truth value"); }
  bool number_integer(number_integer_t) override { return scalar("a number"); }
  bool number_float(number_float_t, const string_t&) override { return scalar("a number"); }
  bool binary(binary_t&) override { return scalar("bytes"); }
  bool number_unsigned(number_unsigned_t number) override;
  bool string(string_t& text) override;
  bool key(string_t& name) override;
  bool start_object(std::size_t) override;
  bool start_array(std::size_t) override;
  bool end_object() override;
  bool end_array() override;
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return fail("its header is not a JSON object");
  }
  bool complete() const { return place_ == Place::behind; }

 private:
  enum class Place { before, header, metadata, tensor, shape, offsets, other, behind };

  bool fail(const std::string& what) {
    if (problem.empty()) problem = what;
    return false;
  }
  bool fail_tensor(const std::string& what) { return fail("tensor '" + tensor_ + "' " + what); }
  bool scalar(const char* what);
  bool finish_tensor();

  Place place_ = Place::before;
  std::size_t depth_ = 0;  // within a value that nobody asked for
  std::string tensor_, member_;
  Entry entry_;
  bool has_dtype_ = false, has_shape_ = false, has_offsets_ = false;
  std::int64_t count_ = 1;  // numbers of the tensor
  std::size_t offsets_ = 0;
  std::set<std::string> names_;  // of the header itself
};

bool HeaderReader::key(string_t& name) {
  if (place_ == Place::header || place_ == Place::metadata) {
    if (names_.size() + metadata.size() == kMostHeaderEntries) {
      return fail("its header has more than " + std::to_string(kMostHeaderEntries) + " entries");
    }
    const bool fresh = place_ == Place::metadata ? metadata.count(name) == 0 : names_.insert(name).second;
    if (!fresh) return fail("its header has '" + name + "' twice");
  }
  if (place_ == Place::header) tensor_ = name;
  member_ = name;
  return true;
}

bool HeaderReader::start_object(std::size_t) {
  switch (place_) {
    case Place::before:
      place_ = Place::header;
      return true;
    case Place::header:
      if (tensor_ == kMetadata) {
        place_ = Place::metadata;
        return true;
      }
      place_ = Place::tensor;
      entry_ = {};
      entry_.tensor.name = tensor_;
      has_dtype_ = has_shape_ = has_offsets_ = false;
      count_ = 1;
      offsets_ = 0;
      return true;
    case Place::other:
      ++depth_;
      return true;
    case Place::tensor:
      if (member_ == "dtype") return fail_tensor("is not of dtype F32");
      if (member_ == "shape") return fail_tensor("has no list as its shape");
      if (member_ == "data_offsets") return fail_tensor("has no two data_offsets");
      place_ = Place::other;
      depth_ = 1;
      return true;
    default:
      return scalar("an object");
  }
}

bool HeaderReader::start_array(std::size_t) {
  if (place_ == Place::tensor && member_ == "shape") {
    if (has_shape_) return fail_tensor("has two shapes");
    has_shape_ = true;
    place_ = Place::shape;
    return true;
  }
  if (place_ == Place::tensor && member_ == "data_offsets") {
    if (has_offsets_) return fail_tensor("has data_offsets twice");
    has_offsets_ = true;
    place_ = Place::offsets;
    return true;
  }
  if (place_ == Place::tensor && member_ != "dtype") {
    place_ = Place::other;
    depth_ = 1;
    return true;
  }
  if (place_ != Place::other) return scalar("a list");
  ++depth_;
  return true;
}

bool HeaderReader::end_array() {
  if (place_ == Place::other) {
    if (--depth_ == 0) place_ = Place::tensor;
    return true;
  }
  if (place_ == Place::offsets && offsets_ != 2) return fail_tensor("has no two data_offsets");
  place_ = Place::tensor;
  return true;
}

bool HeaderReader::end_object() {
  switch (place_) {
    case Place::other:
      if (--depth_ == 0) place_ = Place::tensor;
      return true;
    case Place::tensor:
      return finish_tensor();
    case Place::metadata:
      place_ = Place::header;
      return true;
    default:
      place_ = Place::behind;
      return true;
  }
}

bool HeaderReader::string(string_t& text) {
  if (place_ == Place::metadata) {
    metadata[member_] = text;
    return true;
  }
  if (place_ != Place::tensor || member_ != "dtype") return scalar("text");
  if (text != "F32") return fail_tensor("is not of dtype F32");
  has_dtype_ = true;
  return true;
}

bool HeaderReader::number_unsigned(number_unsigned_t number) {
  if (place_ == Place::shape) {
    if (number > static_cast<std::uint64_t>(kMostNumbers)) return fail_tensor("has a side that is not a size");
    const auto side = static_cast<std::int64_t>(number);
    if (entry_.tensor.shape.size() == kMostSides || (side > 0 && count_ > kMostNumbers / side)) {
      return fail_tensor("is larger than any file");
    }
    count_ *= side;
    entry_.tensor.shape.push_back(side);
    return true;
  }
  if (place_ != Place::offsets) return scalar("a number");
  if (offsets_ == 2) return fail_tensor("has no two data_offsets");
  (offsets_ == 0 ? entry_.range.begin : entry_.range.end) = number;
  ++offsets_;
  return true;
}

// A value of no use here; wrong where another kind is expected.
bool HeaderReader::scalar(const char* what) {
  switch (place_) {
    case Place::before:
    case Place::behind:
      return fail("its header is not a JSON object");
    case Place::header:
      if (tensor_ == kMetadata) return fail("its __metadata__ is not an object of texts");
      return fail_tensor("lacks dtype, shape or data_offsets");
    case Place::metadata:
      return fail("its __metadata__ '" + member_ + "' is not text but " + what);
    case Place::tensor:
      if (member_ == "dtype") return fail_tensor("is not of dtype F32");
      if (member_ == "shape") return fail_tensor("has no list as its shape");
      if (member_ == "data_offsets") return fail_tensor("has no two data_offsets");
      return true;
    case Place::shape:
      return fail_tensor("has a side that is not a size");
    case Place::offsets:
      return fail_tensor("has no two data_offsets");
    case Place::other:
      return true;
  }
  return true;
}

bool HeaderReader::finish_tensor() {
  if (!has_dtype_ || !has_shape_ || !has_offsets_) return fail_tensor("lacks dtype, shape or data_offsets");
  const Range& range = entry_.range;
  if (range.end < range.begin || range.end - range.begin != static_cast<std::uint64_t>(count_) * sizeof(float)) {
    return fail_tensor("has data_offsets that do not fit its shape");
  }
  entries.push_back(std::move(entry_));
  place_ = Place::header;
  return true;
}

class Parser {
 public:
  Parser(const std::string& bytes, const std::string& file) : bytes_(bytes), file_(file) {}

  Result<SafetensorsFile> parse() {
    if (bytes_.size() < kLengthBytes) return error("it has " + std::to_string(bytes_.size()) + " bytes");
    std::uint64_t length = 0;
    std::memcpy(&length, bytes_.data(), kLengthBytes);
    if (length < 2 || length > static_cast<std::uint64_t>(kMostNumbers))
      return error("its first 8 bytes are not the length of a header");
    if (length > kLongestHeader) {
      return error("its header has " + std::to_string(length) + " bytes, more than the " +
                   std::to_string(kLongestHeader) + " that are read");
    }
    if (length > bytes_.size() - kLengthBytes) {
      return error("it ends within its header, which has " + std::to_string(length) + " bytes");
    }
    const auto begin = bytes_.begin() + kLengthBytes;
    HeaderReader header;
    const bool read = Json::sax_parse(begin, begin + static_cast<std::ptrdiff_t>(length), &header);
    if (!header.problem.empty()) return error(header.problem);
    if (!read || !header.complete()) return error("its header is not a JSON object");
    data_begin_ = kLengthBytes + static_cast<std::size_t>(length);
    content_.metadata = std::move(header.metadata);
    // Before any number is copied: blocks that overlap would let a small file ask for much memory.
    if (Outcome covered = check_coverage(header.entries); !covered) return covered.error();
    for (Entry& entry : header.entries) {
      if (Outcome numbers = read_numbers(entry); !numbers) return numbers.error();
    }
    return std::move(content_);
  }

 private:
  Error error(const std::string& what) const { return {file_ + " is not a readable safetensors file: " + what}; }

  Outcome read_numbers(Entry& entry) {
    NamedTensor& tensor = entry.tensor;
    const Range range = entry.range;
    tensor.numbers.resize(static_cast<std::size_t>(range.end - range.begin) / sizeof(float));
    if (!tensor.numbers.empty()) {
      std::memcpy(tensor.numbers.data(), bytes_.data() + data_begin_ + range.begin, range.end - range.begin);
    }
    if (!std::all_of(tensor.numbers.begin(), tensor.numbers.end(), [](float x) { return std::isfinite(x); })) {
      return Error{file_ + ": tensor '" + tensor.name + "' holds a number that is not finite: expected finite ones"};
    }
    content_.tensors.push_back(std::move(tensor));
    return {};
  }

  // The blocks follow each other from the first byte to the last.
  Outcome check_coverage(const std::vector<Entry>& entries) const {
    const std::uint64_t available = bytes_.size() - data_begin_;
    std::vector<Range> ranges;
    for (const Entry& entry : entries) {
      if (entry.range.end > available) {
        return error("it is truncated: tensor '" + entry.tensor.name + "' ends at byte " +
                     std::to_string(entry.range.end) + " of " + std::to_string(available));
      }
      ranges.push_back(entry.range);
    }
    std::sort(ranges.begin(), ranges.end(),
              [](const Range& a, const Range& b) { return a.begin != b.begin ? a.begin < b.begin : a.end < b.end; });
    std::uint64_t reached = 0;
    for (const Range& range : ranges) {
      if (range.begin != reached) return error("its tensors overlap or leave holes");
      reached = range.end;
    }
    if (reached != available) return error("bytes follow its last tensor");
    return {};
  }

  const std::string& bytes_;
  const std::string& file_;
  std::size_t data_begin_ = 0;
  SafetensorsFile content_;
};

}  // namespace

Result<SafetensorsFile> parse_safetensors(const std::string& bytes, const std::string& file) {
  return Parser(bytes, file).parse();
}

const NamedTensor* SafetensorsFile::find(const std::string& name) const {
  const auto found = std::find_if(tensors.begin(), tensors.end(), [&](const NamedTensor& t) { return t.name == name; });
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
