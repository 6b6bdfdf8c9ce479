// Classifiers kept from one start of the program to the next: safetensors in the user's cache folder, named by the
// images that they were trained on.
#pragma once

#include <memory>
#include <string>

#include "core/classifier/classifier.h"
#include "core/data/distribution.h"

namespace gan {

// The images whose classifier measures games on this data: its own, but always the same glyphs for the built-in ones,
// whatever the game's seed, so that games of several seeds are measured alike. Null for points and for images without
// labels or with fewer than two classes.
std::shared_ptr<const ImageSet> classifier_images(const DataSpec& spec, const DataSource& source);
std::shared_ptr<const ImageSet> classifier_images(const DataSpec& spec);  // of data that is loaded

// $XDG_CACHE_HOME/ganscope/classifier-HASH-vVERSION.safetensors, ~/.cache where that is not set; "" without a home.
std::string classifier_path(const ImageSet& images);

Outcome save_classifier(const ClassifierWeights& weights, const std::string& path);
// For these images; otherwise, and for a broken file, a sentence.
Result<std::shared_ptr<const ClassifierWeights>> load_classifier(const std::string& path, const ImageSet& images);

struct PreparedClassifier {
  std::shared_ptr<const ClassifierWeights> weights;
  bool trained = false;  // now, rather than read
  std::string path;      // where it is kept; "" where it could not be
  std::string problem;   // a cache that was broken or could not be written: one sentence, else ""
};
// The kept one, or a new one that is kept from now on. `anew`: does not look for a kept one. A training of another
// length than usual is not kept.
Result<PreparedClassifier> prepare_classifier(const ImageSet& images, const ClassifierTraining& training,
                                              const CancelFlag& cancel = {}, bool anew = false);
// The kept one, or null; a sentence where it is broken.
Result<std::shared_ptr<const ClassifierWeights>> find_classifier(const ImageSet& images);

}  // namespace gan
