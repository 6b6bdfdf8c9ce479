#include "core/probe/spectrum/leading_modes.h"

#include <algorithm>
#include <cmath>

#include "core/base/check.h"
#include "core/base/decompositions.h"

namespace gan {
namespace {

using Complex = std::complex<double>;

// What is left of a vector after it was made orthogonal to the basis is rounding, where it is so much shorter.
constexpr double kNothingLeft = 1e-12, kMuchLeft = 0.5;

bool is_pair(const Complex& value) {
  return value.imag() != 0;
}

void count_settled(const ModesOptions& options, LeadingModes& out) {
  out.settled = 0;
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    if (out.residuals[i] > options.tolerance * std::max(1.0, std::abs(out.values[i]))) return;
    ++out.settled;
  }
}

bool find_all(Index n, const MapProduct& times, const ModesOptions& options, const CancelFlag& cancel,
              LeadingModes& out) {
  Matrix<double> map(n, n);
  Vector<double> unit = Vector<double>::Zero(n);
  for (Index i = 0; i < n; ++i) {
    if (cancel.cancelled()) return false;
    unit[i] = 1;
    if (!times(unit.data(), map.col(i).data())) return false;
    unit[i] = 0;
  }
  if (cancel.cancelled()) return false;
  const GeneralEigen eigen = general_eigen(map);
  out.values = eigen.values;
  for (Index i = 0; i < n; ++i) {
    const auto x = eigen.vectors.col(i);
    out.residuals.push_back((map * x - eigen.values[static_cast<std::size_t>(i)] * x).norm());
  }
  out.first.resize(n, 2);
  out.first.col(0) = eigen.vectors.col(0).real();
  out.first.col(1) = eigen.vectors.col(0).imag();
  out.products = static_cast<int>(n);
  out.whole = true;
  count_settled(options, out);
  return true;
}

// A V = V H + v bᵀ: `basis` orthonormal columns V with the next one, v, after them; H and, below it, bᵀ.
class ArnoldiSearch {
 public:
  ArnoldiSearch(Index n, const MapProduct& times, const StreamKey& start, const ModesOptions& options)
      : times_(times),
        key_(start),
        options_(options),
        size_(std::min<Index>(options.basis, n)),
        vectors_(n, size_ + 1),
        projected_(Matrix<double>::Zero(size_ + 1, size_)) {}

  bool run(const CancelFlag& cancel, LeadingModes& out);

 private:
  void draw(Index column);
  bool extend(Index column);
  Index kept() const;
  Index begin_again();
  double residual(Index i) const { return std::abs(Complex((projected_.row(size_) * ritz_.vectors.col(i))(0))); }
  void write(LeadingModes& out) const;

  const MapProduct& times_;
  StreamKey key_;
  const ModesOptions& options_;
  Index size_;
  Matrix<double> vectors_, projected_;
  GeneralEigen ritz_;  // of the square part of `projected_`
  int products_ = 0;
};

// A vector at random that is orthogonal to the columns before it.
void ArnoldiSearch::draw(Index column) {
  auto v = vectors_.col(column);
  fill_normal(key_, v.data(), static_cast<std::size_t>(v.size()));
  ++key_.inner;
  for (int pass = 0; pass < 2 && column > 0; ++pass) {
    const auto before = vectors_.leftCols(column);
    const Vector<double> along = before.transpose() * v;
    v -= before * along;
  }
  v.normalize();
}

// The next column, by classical Gram-Schmidt, done again where much was taken away (Saad 2011, section 6.2). Of A − 1,
// whose Krylov spaces are those of A: near 1, where steps are, most of A v would be taken away every time.
bool ArnoldiSearch::extend(Index column) {
  auto next = vectors_.col(column + 1);
  if (!times_(vectors_.col(column).data(), next.data())) return false;
  ++products_;
  next -= vectors_.col(column);
  projected_(column, column) += 1;
  const double length = next.norm();
  const auto before = vectors_.leftCols(column + 1);
  double left = length;
  for (int pass = 0; pass < 2; ++pass) {
    const double whole = left;
    const Vector<double> along = before.transpose() * next;
    next -= before * along;
    projected_.col(column).head(column + 1) += along;
    left = next.norm();
    if (left > kMuchLeft * whole) break;
  }
  if (left > kNothingLeft * std::max(length, 1.0) && left > 0) {
    projected_(column + 1, column) = left;
    next /= left;
  } else if (column + 1 < vectors_.rows()) {
    // A subspace that the map does not lead out of: the search goes on elsewhere.
    draw(column + 1);
  }
  return true;
}

// So many columns of the space are kept at least, where there are so many: the wanted ones and half of the others.
Index ArnoldiSearch::kept() const {
  const Index wanted = std::min<Index>(options_.wanted, size_ - 4);
  return wanted + (size_ - wanted) / 2;
}

// Keeps the span of the leading ones, of a pair both: where the last is one, a column more.
Index ArnoldiSearch::begin_again() {
  const Index enough = kept();
  Matrix<double> span(size_, enough + 1);
  Index keep = 0;
  for (Index i = 0; keep < enough; ++i) {
    const Complex value = ritz_.values[static_cast<std::size_t>(i)];
    // Of a pair one vector is the other's conjugate.
    if (is_pair(value) && value.imag() < 0) continue;
    span.col(keep++) = ritz_.vectors.col(i).real();
    if (is_pair(value)) span.col(keep++) = ritz_.vectors.col(i).imag();
  }
  const Matrix<double> q = thin_qr(span.leftCols(keep)).q;
  const Matrix<double> square = projected_.topRows(size_);
  const Matrix<double> inner = q.transpose() * square * q;
  const Matrix<double> row = projected_.row(size_) * q;
  const Matrix<double> vectors = vectors_.leftCols(size_) * q;
  vectors_.leftCols(keep) = vectors;
  vectors_.col(keep) = vectors_.col(size_).eval();
  projected_.setZero();
  projected_.topLeftCorner(keep, keep) = inner;
  projected_.block(keep, 0, 1, keep) = row;
  return keep;
}

bool ArnoldiSearch::run(const CancelFlag& cancel, LeadingModes& out) {
  draw(0);
  for (Index from = 0;;) {
    for (Index column = from; column < size_; ++column) {
      if (cancel.cancelled() || !extend(column)) return false;
    }
    ritz_ = general_eigen(projected_.topRows(size_));
    write(out);
    const bool settled = out.settled >= std::min<int>(options_.wanted, static_cast<int>(out.values.size()));
    if (settled || products_ >= options_.products) return true;
    from = begin_again();
  }
}

void ArnoldiSearch::write(LeadingModes& out) const {
  Index count = std::min<Index>(options_.wanted, size_);
  // Pairs are told whole; those of one modulus may stand among each other.
  int open = 0;
  for (Index i = 0; i < size_ && (i < count || open > 0); ++i) {
    const double side = ritz_.values[static_cast<std::size_t>(i)].imag();
    open += side > 0 ? 1 : side < 0 ? -1 : 0;
    count = std::max(count, i + 1);
  }
  out.values.assign(ritz_.values.begin(), ritz_.values.begin() + count);
  out.residuals.clear();
  for (Index i = 0; i < count; ++i) out.residuals.push_back(residual(i));
  const Matrix<double> parts = [&] {
    Matrix<double> both(size_, 2);
    both.col(0) = ritz_.vectors.col(0).real();
    both.col(1) = ritz_.vectors.col(0).imag();
    return both;
  }();
  out.first = vectors_.leftCols(size_) * parts;
  out.products = products_;
  count_settled(options_, out);
}

}  // namespace

bool find_leading_modes(Index n, const MapProduct& times, const StreamKey& start, const ModesOptions& options,
                        const CancelFlag& cancel, LeadingModes& out) {
  GAN_CHECK(n >= 1 && options.wanted >= 1 && options.basis >= 8 && options.wanted <= options.basis / 3,
            "a map, and a space larger than what is wanted of it");
  out = {};
  if (n <= options.dense) return find_all(n, times, options, cancel, out);
  return ArnoldiSearch(n, times, start, options).run(cancel, out);
}

}  // namespace gan
