// What the parts of the script share: the game as all of them see it, and Python's way to write values. Private to
// core/export.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/data/distribution.h"
#include "core/export/pytorch_script.h"
#include "core/nn/layout.h"

namespace gan::pytorch {

struct GameText {
  const PytorchRequest& request;
  const Settings& settings;
  std::shared_ptr<const DataSource> data;
  SampleShape shape;  // of one sample
  PerPlayer<NetworkLayout> layouts;
  // The hyperparameters at the start and after each change that the schedule still makes.
  std::vector<Hyperparameters> phases;
  std::vector<std::int64_t> changes;  // the steps of these changes, one less than phases

  bool of_images() const { return shape.pixels() > 1; }
  // Whether it ever holds, or always.
  bool ever(const std::function<bool(const Hyperparameters&)>& holds) const;
  bool always(const std::function<bool(const Hyperparameters&)>& holds) const;
  const NetworkSpec& network(Player player) const {
    return player == Player::discriminator ? settings.spec.discriminator : settings.spec.generator;
  }
  bool loads() const { return request.start.has_value(); }
};

// 0.001, 2.0 and 256: exact.
std::string literal(double value);
std::string literal(std::int64_t value);
// To so many digits, for what is computed.
std::string rounded(double value, int digits = 6);
// A string of Python's.
std::string quoted(const std::string& text);
// The items between brackets, on as many lines as they need; those after the first begin below the first item.
std::string listed(const std::vector<std::string>& items, std::size_t column);
// What stands inside of a docstring: one line without what would end it.
std::string one_line_of_text(std::string text);

}  // namespace gan::pytorch
