// A studio of a built-in scenario after some steps, for tests; null where a test has failed by that.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <utility>

#include "app/window/studio.h"
#include "core/io/start_options.h"

namespace gan {

inline std::unique_ptr<Studio> studio_of(const char* scenario, std::int64_t steps,
                                         const std::function<void(StudioOptions&)>& change = {}) {
  StartOptions start;
  start.scenario = scenario;
  const auto prepared = prepare_scenario(start);
  if (!prepared) {
    ADD_FAILURE() << prepared.message();
    return nullptr;
  }
  StudioOptions options;
  options.scenario = prepared.value();
  options.random_features = true;
  if (change) change(options);
  auto opened = Studio::open(std::move(options));
  if (!opened) {
    ADD_FAILURE() << opened.message();
    return nullptr;
  }
  opened.value()->train(steps);
  return std::move(opened).value();
}

inline FigureLook print_look(const std::string& panel = "window") {
  FigureLook look;
  look.size = {1280, 800};
  look.theme = make_theme(ThemeMode::kPrint, false, 1);
  look.panel = panel;
  return look;
}

}  // namespace gan
