#include "core/io/metrics/classifier_file.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "core/base/hash.h"
#include "core/data/glyphs.h"
#include "core/io/files/safetensors.h"
#include "core/io/files/tensor_slots.h"
#include "core/io/files/text_file.h"
#include "core/io/machine/cache_folder.h"
#include "core/io/machine/version.h"

namespace gan {
namespace {

constexpr const char* kClassifierKey = "ganscope.classifier";
constexpr const char* kDataKey = "ganscope.data_hash";
constexpr const char* kAccuracyKey = "ganscope.test_accuracy";
constexpr const char* kStepsKey = "ganscope.steps";
constexpr std::uint64_t kGlyphSeed = 0;  // of the glyphs that every game's are measured by

bool can_be_learned(const ImageSet& images) {
  return !images.labels.empty() && images.classes >= 2;
}

template <class Number>
bool parse_number(const SafetensorsFile& content, const char* key, Number& number) {
  const auto found = content.metadata.find(key);
  if (found == content.metadata.end()) return false;
  const std::string& text = found->second;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc() && end == text.data() + text.size();
}

std::string number_text(double number) {
  char buffer[40];
  return std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr);
}

bool exists(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

}  // namespace

std::shared_ptr<const ImageSet> classifier_images(const DataSpec& spec, const DataSource& source) {
  const ImageSet* images = source.images();
  if (images == nullptr || !can_be_learned(*images)) return nullptr;
  if (spec.images && spec.images.get() == images) return spec.images;
  return make_glyph_images(kGlyphSeed, images->shape.height);
}

std::shared_ptr<const ImageSet> classifier_images(const DataSpec& spec) {
  const auto source = make_data_source(spec, kGlyphSeed);
  return source ? classifier_images(spec, *source.value()) : nullptr;
}

std::string classifier_path(const ImageSet& images) {
  const std::string folder = cache_folder();
  if (folder.empty()) return "";
  return folder + "/classifier-" + hash_text(images.hash) + "-v" + std::to_string(kClassifierVersion) + ".safetensors";
}

Outcome save_classifier(const ClassifierWeights& weights, const std::string& path) {
  SafetensorsFile content;
  content.metadata["format"] = "pt";
  content.metadata["ganscope.program"] = "ganscope " + program_version();
  content.metadata[kClassifierKey] = std::to_string(kClassifierVersion);
  content.metadata[kDataKey] = hash_text(weights.data_hash);
  content.metadata[kAccuracyKey] = number_text(weights.test_accuracy);
  content.metadata[kStepsKey] = std::to_string(weights.steps);
  const NetworkLayout layout = classifier_layout(weights.shape, weights.classes);
  take_tensors(weights.parameters.data(), "", layout.parameters, layout, content);
  std::error_code failed;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, failed);
  if (failed) return Error{path + " could not be written: its folder cannot be made (" + failed.message() + ")"};
  return write_file(path, write_safetensors(content));
}

Result<std::shared_ptr<const ClassifierWeights>> load_classifier(const std::string& path, const ImageSet& images) {
  const Result<std::string> bytes = read_file(path);
  if (!bytes) return bytes.error();
  const Result<SafetensorsFile> parsed = parse_safetensors(bytes.value(), path);
  if (!parsed) return parsed.error();
  const SafetensorsFile& content = parsed.value();
  const auto error = [&](const std::string& what) { return Error{path + " is not the classifier asked for: " + what}; };
  int version = 0;
  if (!parse_number(content, kClassifierKey, version) || version != kClassifierVersion) {
    return error("its header does not say version " + std::to_string(kClassifierVersion));
  }
  const auto hash = content.metadata.find(kDataKey);
  if (hash == content.metadata.end() || hash->second != hash_text(images.hash)) {
    return error("it was trained on other images");
  }
  auto weights = std::make_shared<ClassifierWeights>();
  weights->shape = images.shape;
  weights->classes = images.classes;
  weights->data_hash = images.hash;
  note_test(images, *weights);
  if (!parse_number(content, kAccuracyKey, weights->test_accuracy) ||
      !(std::isnan(weights->test_accuracy) || (weights->test_accuracy >= 0 && weights->test_accuracy <= 1))) {
    return error("its header has no test accuracy from 0 to 1");
  }
  if (!parse_number(content, kStepsKey, weights->steps) || weights->steps < 1) {
    return error("its header has no number of steps");
  }
  const NetworkLayout layout = classifier_layout(weights->shape, weights->classes);
  weights->parameters = AlignedBlock<float>(static_cast<std::size_t>(layout.parameter_size));
  if (Outcome put = put_tensors(content, "", layout.parameters, layout, weights->parameters.data()); !put) {
    return error(put.message());
  }
  return std::shared_ptr<const ClassifierWeights>(std::move(weights));
}

Result<std::shared_ptr<const ClassifierWeights>> find_classifier(const ImageSet& images) {
  const std::string path = classifier_path(images);
  if (path.empty() || !exists(path)) return std::shared_ptr<const ClassifierWeights>();
  return load_classifier(path, images);
}

Result<PreparedClassifier> prepare_classifier(const ImageSet& images, const ClassifierTraining& training,
                                              const CancelFlag& cancel, bool anew) {
  PreparedClassifier prepared;
  if (!anew) {
    auto found = find_classifier(images);
    if (found && found.value()) {
      return PreparedClassifier{std::move(found).value(), false, classifier_path(images), ""};
    }
    if (!found) prepared.problem = found.message() + "; a new one is trained";
  }
  auto trained = train_classifier(images, training, cancel);
  if (!trained) return trained.error();
  prepared.weights = std::move(trained).value();
  prepared.trained = true;
  const std::string path = classifier_path(images);
  if (path.empty() || training.steps > 0) return prepared;
  const Outcome saved = save_classifier(*prepared.weights, path);
  if (saved) {
    prepared.path = path;
  } else {
    prepared.problem = saved.message();
  }
  return prepared;
}

}  // namespace gan
