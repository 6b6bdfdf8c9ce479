#include "app/panels/numbers/best_gap_model.h"

#include <cmath>

#include "core/base/number_text.h"

namespace gan {
namespace {

// log σ(t).
double log_sigmoid(double t) {
  return t >= 0 ? -std::log1p(std::exp(-t)) : t - std::log1p(std::exp(t));
}

// Of log D where `sign` is 1, of log(1 − D) where it is −1.
double variance_of_terms(const Matrix<float>& logits, double sign) {
  double sum = 0, squares = 0;
  for (Index i = 0; i < logits.size(); ++i) {
    const double term = log_sigmoid(sign * static_cast<double>(logits.data()[i]));
    sum += term, squares += term * term;
  }
  const auto n = static_cast<double>(logits.size());
  if (n < 2) return std::numeric_limits<double>::quiet_NaN();
  return std::max(0.0, (squares - sum * sum / n) / (n - 1));
}

std::string amount(double gap) {
  return fixed_text(std::abs(gap), std::abs(gap) < 0.095 ? 3 : 2).c_str();
}

}  // namespace

double value_error(const Matrix<float>& real_logits, const Matrix<float>& fake_logits, double batch) {
  if (!(batch > 0)) return std::numeric_limits<double>::quiet_NaN();
  return std::sqrt((variance_of_terms(real_logits, 1) + variance_of_terms(fake_logits, -1)) / batch);
}

BestGap best_gap(double value, double error, double best, double best_error) {
  BestGap gap;
  if (!std::isfinite(value) || !std::isfinite(error) || !std::isfinite(best)) return gap;
  gap.best = best;
  gap.gap = best - value;
  gap.noise = 2 * std::hypot(error, best_error);
  gap.kind = gap.gap > gap.noise    ? BestGap::Kind::below
             : gap.gap < -gap.noise ? BestGap::Kind::above
                                    : BestGap::Kind::at;
  return gap;
}

std::string gap_text(const BestGap& gap) {
  switch (gap.kind) {
    case BestGap::Kind::below:
      return "D is " + amount(gap.gap) + " below its best response";
    case BestGap::Kind::at:
      return "D is at its best response";
    case BestGap::Kind::above:
      return "V above its ceiling: noise";
    case BestGap::Kind::unknown:
      break;
  }
  return "";
}

std::string short_gap_text(const BestGap& gap) {
  switch (gap.kind) {
    case BestGap::Kind::below:
      return amount(gap.gap) + " below best";
    case BestGap::Kind::at:
      return "D at its best";
    case BestGap::Kind::above:
      return "noise at best";
    case BestGap::Kind::unknown:
      break;
  }
  return "";
}

std::string shortest_gap_text(const BestGap& gap) {
  switch (gap.kind) {
    case BestGap::Kind::below:
      return "gap " + amount(gap.gap);
    case BestGap::Kind::at:
      return "at best";
    case BestGap::Kind::above:
      return "noise";
    case BestGap::Kind::unknown:
      break;
  }
  return "";
}

std::string gap_sentence(const BestGap& gap) {
  if (gap.kind == BestGap::Kind::unknown) return "";
  const std::string best = fixed_text(gap.best, 3).c_str(), noise = fixed_text(gap.noise, 3).c_str();
  const std::string ceiling =
      "Against this G the best D, D* = p_data/(p_data + p_g), reaches −log 4 + 2·JSD = " + best + ": ";
  switch (gap.kind) {
    case BestGap::Kind::below:
      return ceiling + "D is " + amount(gap.gap) + " below that, give or take " + noise + ".";
    case BestGap::Kind::at:
      return ceiling + "D is there, within ±" + noise + ", the noise of the samples.";
    default:
      return ceiling + "V is " + amount(gap.gap) +
             " above that, which no D can be: the noise of a small batch, or of a ceiling that was measured a little "
             "earlier.";
  }
}

}  // namespace gan
