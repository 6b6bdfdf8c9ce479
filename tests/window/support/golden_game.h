// A window whose picture depends on no processor: a small game goes on from a checkpoint kept beside the golden
// pictures, for so few iterations that what other instructions round otherwise is not to be seen; its fonts are given,
// DejaVu Sans where nothing is said, and its time stands still. Mesa's software renderer draws it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/window/window_app.h"

namespace gan {

inline constexpr WindowSize kWholeSize{1280, 800}, kPartsSize{1024, 640};

// Where the golden pictures and their checkpoints lie.
std::string golden_folder();

class GoldenGame {
 public:
  // Continues the checkpoint `name` of the golden folder under the title and texts of the built-in scenario `like`.
  // Every number of both players is first changed by up to `noise` times itself, with a sign of its own. Fails the
  // test.
  void open(const std::string& name, const std::string& like, float noise, std::optional<FontFiles> fonts = {});
  bool is_open() const { return app_ != nullptr; }
  WindowApp& app() { return *app_; }

  // One iteration, and a look at what it made of everything, in a window of kPartsSize.
  void train();
  // Back to step 0.
  void restart();
  // Changes a setting, as a person does.
  void set(const std::string& key, const Value& value);
  Picture picture(WindowSize size = kPartsSize) { return app_->take_picture(size); }
  // The part of the last picture that shows the panels of a place.
  Picture part(Place place, const Picture& whole) const;

 private:
  void rest();  // until the training has done what it was asked for

  std::unique_ptr<WindowApp> app_;
};

}  // namespace gan
