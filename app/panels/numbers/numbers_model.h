// The four large numbers: the value of the game, D's mean outputs on data and on samples, and how good the samples are,
// each with its name, where theory wants it, and what is worth knowing about it. What they are called, how they are
// read and what theory says of them stands in the tables of losses and of scalars.
#pragma once

#include <array>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/lab/view_context.h"
#include "app/panels/now_values_model.h"
#include "core/record/scalars.h"

namespace gan {

// What stands below a number, and the same in fewer letters, and in the fewest; "" where there is no such form.
struct NumberNote {
  std::string text, shorter, shortest = {};
};
// As many of the notes as `most` pixels have room for, the first in a shorter form where its whole text is too wide;
// none is ever cut.
std::string notes_within(std::span<const NumberNote> notes, float most,
                         const std::function<float(std::string_view)>& width);

struct LargeNumber {
  const ScalarInfo* scalar = nullptr;
  std::vector<std::string> names;  // formulas or words, the most telling first: the first there is room for
  std::string text;                // the value; an en dash while it is not known
  std::string detail;              // with its name and more digits, for the tooltip
  // What stands below it, the most important first: as many as there is room for.
  std::vector<NumberNote> beneath;
  std::vector<std::string> sentences;  // of the tooltip
  bool old = false;                    // of an older state than the newest
};
inline constexpr std::size_t kLargeNumbers = 4;
using LargeNumbers = std::array<LargeNumber, kLargeNumbers>;

// What they are made of.
struct NumbersMoment {
  const LossInfo* loss = nullptr;
  double real_label = 1;
  DataKind data;
  const PerfectMetrics* perfect = nullptr;  // null until it is known
  StepRecord record;
  double value_error = Metrics::kUndefined;  // standard error of its value: best_gap_model.h
  const Metrics* metrics = nullptr;          // null until something was measured
  bool record_old = false, metrics_old = false;
};

LargeNumbers large_numbers(const NumbersMoment& moment);

// Keeps them while nothing has changed that they are made of.
class NumbersModel {
 public:
  const LargeNumbers& of(const ViewContext& context);

 private:
  struct Key {
    Moment moment;
    std::uint64_t probe = 0, measurement = 0;
    const PerfectMetrics* perfect = nullptr;
    bool training = false;
    int loss = -1;
    double real_label = 0;
    bool operator==(const Key&) const = default;
  };
  ShownRecord record_;
  Key key_;
  LargeNumbers numbers_;
};

// How many stand side by side in this width; each needs at least `least`.
int number_columns(float width, float least);

// Games that are compared, a row each: all have the names of the first above them where those are the names of all.
bool same_names(std::span<const LargeNumbers* const> games);

// Heights of such rows in design pixels, and where their baselines are in them.
struct NumberRows {
  float heading = 0;  // of the names above all rows; 0 where each row has names of its own
  float row = 0;
  float name_base = 0;    // from the top of what has the names
  float number_base = 0;  // from the top of a row
  bool small = false;     // there is not enough room for the large face
  float height(std::size_t games) const { return heading + row * static_cast<float>(games); }
};
NumberRows number_rows(std::size_t games, bool same_names);

// As it stands there: a share in whole percent, all others as steady_text writes them.
std::string large_number_text(ScalarForm form, double value);

}  // namespace gan
