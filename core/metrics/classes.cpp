#include "core/metrics/classes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace gan {
namespace {

constexpr double kSumTolerance = 1e-3;

// Σ p ln p, 0 ln 0 = 0.
double negative_entropy(const Vector<double>& p) {
  double sum = 0;
  for (const double x : p) {
    if (x > 0) sum += x * std::log(x);
  }
  return sum;
}

template <class Real>
Outcome check_probabilities(const Matrix<Real>& p) {
  if (p.cols() < 1 || p.rows() < 1) return Error{"there are no class probabilities to score"};
  for (Index i = 0; i < p.cols(); ++i) {
    const auto column = p.col(i).template cast<double>().eval();
    const std::string sample = "sample " + std::to_string(i + 1);
    for (Index c = 0; c < p.rows(); ++c) {
      if (column(c) >= 0 && column(c) <= 1 + kSumTolerance) continue;  // false of NaN too
      return Error{"the probability of class " + std::to_string(c) + " of " + sample + " is " +
                   std::to_string(column(c)) + ", not a number from 0 to 1"};
    }
    if (std::abs(column.sum() - 1) > kSumTolerance) {
      return Error{"the class probabilities of " + sample + " sum to " + std::to_string(column.sum()) +
                   " instead of 1"};
    }
  }
  return {};
}

}  // namespace

template <class Real>
Result<double> inception_score(const Matrix<Real>& probabilities) {
  if (const Outcome check = check_probabilities(probabilities); !check) return check.error();
  // The mean KL is the entropy of the mean less the mean entropy; columns are taken to sum to exactly 1.
  const auto n = static_cast<double>(probabilities.cols());
  Vector<double> mean = Vector<double>::Zero(probabilities.rows());
  double within = 0;
  for (Index i = 0; i < probabilities.cols(); ++i) {
    Vector<double> p = probabilities.col(i).template cast<double>();
    p /= p.sum();
    mean += p;
    within += negative_entropy(p);
  }
  return std::exp(within / n - negative_entropy(mean / n));
}

template <class Real>
std::vector<int> most_probable_classes(const Matrix<Real>& probabilities) {
  GAN_CHECK(probabilities.rows() >= 1, "the most probable of no classes was asked for");
  std::vector<int> labels;
  labels.reserve(static_cast<std::size_t>(probabilities.cols()));
  for (Index i = 0; i < probabilities.cols(); ++i) {
    const Real* p = probabilities.data() + i * probabilities.rows();
    labels.push_back(static_cast<int>(std::max_element(p, p + probabilities.rows()) - p));
  }
  return labels;
}

Result<ClassCoverage> class_coverage(std::span<const int> labels, std::span<const double> frequencies) {
  if (labels.empty()) return Error{"there are no samples whose classes could be counted"};
  double total = 0;
  for (std::size_t c = 0; c < frequencies.size(); ++c) {
    if (!(frequencies[c] >= 0) || !std::isfinite(frequencies[c])) {
      return Error{"the frequency of class " + std::to_string(c) + " is not a finite number of at least 0"};
    }
    total += frequencies[c];
  }
  if (!(total > 0)) return Error{"the data has no classes"};
  ClassCoverage result;
  result.counts.assign(frequencies.size(), 0);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] < 0 || labels[i] >= static_cast<int>(frequencies.size())) {
      return Error{"sample " + std::to_string(i + 1) + " has class " + std::to_string(labels[i]) + ", expected 0 to " +
                   std::to_string(frequencies.size() - 1)};
    }
    ++result.counts[static_cast<std::size_t>(labels[i])];
  }
  for (std::size_t c = 0; c < frequencies.size(); ++c) {
    const bool in_data = frequencies[c] > 0;
    result.total += in_data;
    if (result.counts[c] == 0) continue;
    result.captured += in_data;
    const double share = static_cast<double>(result.counts[c]) / static_cast<double>(labels.size());
    result.kl += in_data ? share * std::log(share * total / frequencies[c]) : std::numeric_limits<double>::infinity();
  }
  result.kl = std::max(0.0, result.kl);
  return result;
}

#define GAN_INSTANTIATE(Real)                                   \
  template Result<double> inception_score(const Matrix<Real>&); \
  template std::vector<int> most_probable_classes(const Matrix<Real>&);
GAN_INSTANTIATE(float)
GAN_INSTANTIATE(double)
#undef GAN_INSTANTIATE

}  // namespace gan
