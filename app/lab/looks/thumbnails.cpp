#include "app/lab/looks/thumbnails.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <span>
#include <utility>

#include "app/lab/looks/thumbnail_scene.h"
#include "core/base/hash.h"
#include "core/io/data_files.h"
#include "core/io/files/png_file.h"
#include "core/io/files/text_file.h"
#include "core/io/images/image_decoder.h"
#include "core/io/machine/cache_folder.h"
#include "core/io/machine/version.h"
#include "core/settings/setting.h"
#include "core/settings/setting_values.h"

namespace gan {
namespace {

constexpr std::uint64_t kPainting = 1;  // another number when pictures of the same game look different
constexpr std::size_t kLargestPicture = std::size_t{1} << 20;

Thumbnail painted(const ThumbnailScene& scene, const ThumbnailLooks& looks, Thumbnail::State state) {
  Thumbnail made;
  made.state = state;
  for (std::size_t i = 0; i < looks.size(); ++i) made.pixels[i] = paint_thumbnail(scene, looks[i]);
  return made;
}

// What is broken, or of another size, is made again.
std::optional<Thumbnail> kept(const Scenario& scenario, const ThumbnailLooks& looks) {
  Thumbnail found;
  found.state = Thumbnail::State::trained;
  for (std::size_t i = 0; i < looks.size(); ++i) {
    const std::string path = thumbnail_path(scenario, looks[i]);
    const Result<std::string> bytes = path.empty() ? Error{""} : read_file(path, kLargestPicture);
    if (!bytes) return {};
    const std::string& text = bytes.value();
    Result<DecodedImage> image =
        decode_png(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()), path);
    if (!image || !(image.value().shape == SampleShape(kThumbnailHeight, kThumbnailWidth, 3))) return {};
    found.pixels[i] = std::move(image.value().pixels);
  }
  return found;
}

// Where that fails it is made again the next time.
void keep(const Scenario& scenario, const ThumbnailLooks& looks, const Thumbnail& made) {
  std::error_code ignored;
  std::filesystem::create_directories(cache_folder(), ignored);
  for (std::size_t i = 0; i < looks.size(); ++i) {
    const std::string path = thumbnail_path(scenario, looks[i]);
    const std::string png = encode_png(made.pixels[i].data(), kThumbnailWidth, kThumbnailHeight, 3);
    if (path.empty() || png.empty() || !write_file(path, png)) return;
  }
}

// With its data. A scenario whose file is not there has no picture.
std::optional<Settings> loaded(const Scenario& scenario, JobControl& control) {
  Settings settings = scenario.settings;
  if (!needs_loading(settings.spec.data)) return settings;
  LoadWatch watch;
  watch.cancelled = [&] { return control.cancelled.load(); };
  if (!load_data(settings.spec.data, watch)) return {};
  return settings;
}

bool takes_long(const Scenario& scenario) {
  return scenario.group == ScenarioGroup::images || needs_loading(scenario.settings.spec.data);
}

void add_colour(Hasher& hasher, Rgb8 colour) {
  hasher.bytes(colour.data(), colour.size());
}

}  // namespace

std::string thumbnail_path(const Scenario& scenario, const ThumbnailLook& look) {
  const std::string folder = cache_folder();
  if (folder.empty()) return "";
  Hasher hasher;
  hasher.number(kPainting);
  for (const Setting& setting : setting_table()) {
    hasher.text(setting.key);
    hasher.text(exact(setting.get(scenario.settings)));
  }
  for (const ScheduledChange& change : scenario.settings.schedule) {
    hasher.number(static_cast<std::uint64_t>(change.step));
    hasher.text(change.key);
    hasher.text(exact(change.value));
  }
  for (const Rgb8& colour : look.surface) add_colour(hasher, colour);
  for (const Rgb8& colour : {look.ground, look.contour, look.real, look.fake, look.rim, look.path})
    add_colour(hasher, colour);
  return folder + "/thumbnail-" + scenario.id + "-" + hash_text(hasher.value()) + "-v" + program_version() + "-" +
         look.name + ".png";
}

const Thumbnail* Thumbnails::find(std::size_t scenario) const {
  return scenario < entries_.size() ? &entries_[scenario].shown : nullptr;
}

bool Thumbnails::complete() const {
  return !entries_.empty() && jobs_.idle() &&
         std::all_of(entries_.begin(), entries_.end(), [](const Entry& entry) { return entry.picture_tried; });
}

void Thumbnails::want(const std::vector<Scenario>& scenarios, const ThumbnailLooks& looks) {
  if (entries_.empty()) begin(scenarios, looks);
  if (!jobs_.idle()) return;
  if (!std::exchange(looked_for_kept_, true)) return start_reading();
  // Points are there at once; images take a moment to be read or drawn.
  for (const bool images : {false, true}) {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (!entries_[i].sketch_tried && takes_long(entries_[i].scenario) == images) return start_sketch(i);
    }
  }
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (!entries_[i].picture_tried) return start_picture(i);
  }
}

void Thumbnails::begin(const std::vector<Scenario>& scenarios, const ThumbnailLooks& looks) {
  looks_ = looks;
  for (const Scenario& scenario : scenarios) entries_.emplace_back().scenario = scenario;
}

// Those that were made before, all at once: they are small.
void Thumbnails::start_reading() {
  std::vector<Scenario> scenarios;
  for (const Entry& entry : entries_) scenarios.push_back(entry.scenario);
  jobs_.start("", [this, scenarios = std::move(scenarios), looks = looks_](JobControl&) -> Jobs::Finish {
    std::vector<std::pair<std::size_t, Thumbnail>> found;
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
      if (std::optional<Thumbnail> picture = kept(scenarios[i], looks)) found.emplace_back(i, std::move(*picture));
    }
    return [this, found = std::move(found)]() mutable {
      for (auto& [at, picture] : found) show(at, std::move(picture));
    };
  });
}

void Thumbnails::start_sketch(std::size_t at) {
  entries_[at].sketch_tried = true;
  jobs_.start("", [this, at, scenario = entries_[at].scenario, looks = looks_](JobControl& control) -> Jobs::Finish {
    const std::optional<Settings> settings = loaded(scenario, control);
    if (settings) {
      if (const Result<ThumbnailScene> scene = sketch_scene(*settings)) {
        return [this, at, made = painted(scene.value(), looks, Thumbnail::State::sketched)]() mutable {
          show(at, std::move(made));
        };
      }
    }
    return [this, at] { entries_[at].shown.refused = entries_[at].picture_tried = true; };
  });
}

void Thumbnails::start_picture(std::size_t at) {
  entries_[at].picture_tried = true;
  jobs_.start("", [this, at, scenario = entries_[at].scenario, looks = looks_](JobControl& control) -> Jobs::Finish {
    const std::optional<Settings> settings = loaded(scenario, control);
    if (!settings) return {};
    const auto scene = trained_scene(*settings, [&] { return control.cancelled.load(); });
    if (!scene || !scene.value()) return {};
    Thumbnail made = painted(*scene.value(), looks, Thumbnail::State::trained);
    keep(scenario, looks, made);
    return [this, at, made = std::move(made)]() mutable { show(at, std::move(made)); };
  });
}

void Thumbnails::show(std::size_t at, Thumbnail made) {
  Entry& entry = entries_[at];
  if (made.state == Thumbnail::State::trained) entry.sketch_tried = entry.picture_tried = true;
  entry.shown = std::move(made);
  entry.shown.revision = ++revision_;
}

}  // namespace gan
