#include "core/ad/convolution.h"

#include <algorithm>

#include "core/ad/product.h"
#include "core/base/check.h"

namespace gan {
namespace {

// Numbers of unfolded patches that one block works on: they stay in the second-level cache between being written and
// being multiplied.
constexpr Index kPatchBlock = 96 * 1024;
// Sums over samples are taken in at most so many parts, which are added in their order: enough for a few threads.
constexpr Index kParts = 8;

struct Groups {
  Index samples;  // in one group
  Index count;
};

Groups groups_of(const ConvolutionShape& shape, Index m) {
  const Index samples = std::clamp<Index>(kPatchBlock / (shape.patch() * shape.out_pixels()), 1, m);
  return {samples, (m + samples - 1) / samples};
}

// One row of a patch: kernel pixels of one line of the image, zeros outside of it.
template <class Real>
void copy_run(const Real* line, Index first, Index width, Index kernel, Index channels, Real* out) {
  const Index skip = std::clamp<Index>(-first, 0, kernel), end = std::clamp<Index>(width - first, skip, kernel);
  std::fill(out, out + skip * channels, Real(0));
  std::copy(line + (first + skip) * channels, line + (first + end) * channels, out + skip * channels);
  std::fill(out + end * channels, out + kernel * channels, Real(0));
}

// patches: patch x out_pixels of one image.
template <class Real>
void unfold(const ConvolutionShape& s, const Real* image, Real* patches) {
  const Index run = s.kernel * s.channels, line = s.width * s.channels, rows = s.out_height(), cols = s.out_width();
  for (Index oy = 0; oy < rows; ++oy) {
    for (Index ky = 0; ky < s.kernel; ++ky) {
      const Index y = oy * s.stride - s.padding + ky;
      Real* out = patches + oy * cols * s.patch() + ky * run;
      if (y < 0 || y >= s.height) {
        for (Index ox = 0; ox < cols; ++ox) std::fill_n(out + ox * s.patch(), run, Real(0));
        continue;
      }
      for (Index ox = 0; ox < cols; ++ox) {
        const Index first = ox * s.stride - s.padding;
        Real* to = out + ox * s.patch();
        if (first >= 0 && first + s.kernel <= s.width) {
          const Real* from = image + y * line + first * s.channels;
          for (Index i = 0; i < run; ++i) to[i] = from[i];
        } else {
          copy_run(image + y * line, first, s.width, s.kernel, s.channels, to);
        }
      }
    }
  }
}

// The adjoint: every number of a patch is added to the pixel that it was copied from.
template <class Real>
void fold(const ConvolutionShape& s, const Real* patches, Real* image) {
  const Index run = s.kernel * s.channels, line = s.width * s.channels, rows = s.out_height(), cols = s.out_width();
  for (Index oy = 0; oy < rows; ++oy) {
    for (Index ky = 0; ky < s.kernel; ++ky) {
      const Index y = oy * s.stride - s.padding + ky;
      if (y < 0 || y >= s.height) continue;
      for (Index ox = 0; ox < cols; ++ox) {
        const Index first = ox * s.stride - s.padding;
        const Index skip = std::clamp<Index>(-first, 0, s.kernel) * s.channels;
        const Index end = std::clamp<Index>(s.width - first, 0, s.kernel) * s.channels;
        const Real* from = patches + (oy * cols + ox) * s.patch() + ky * run;
        Real* to = image + y * line + first * s.channels;
        for (Index i = skip; i < end; ++i) to[i] += from[i];
      }
    }
  }
}

// Where a 1x1 kernel takes every pixel, images are their own patches.
bool is_pointwise(const ConvolutionShape& s) {
  return s.kernel == 1 && s.stride == 1 && s.padding == 0;
}

template <class Real>
MatrixView<Real> columns_of(const MatrixView<Real>& x, Index begin, Index count) {
  return {x.data + begin * x.rows, x.rows, count};
}

// The same numbers with another number of rows.
template <class Real>
MatrixView<Real> as_rows(const MatrixView<Real>& x, Index rows) {
  return {x.data, rows, x.size() / rows};
}

template <class Real>
void fill_pixels(const MatrixView<Real>& pixels, const MatrixView<Real>& b) {
  for (Index j = 0; j < pixels.cols; ++j) std::copy(b.data, b.data + b.rows, pixels.data + j * pixels.rows);
}

template <class Real>
void check_shapes(const ConvolutionShape& s, const MatrixView<Real>& w, Index x_rows, Index y_rows) {
  GAN_CHECK(w.rows == s.filters && w.cols == s.patch(), "the weights have another shape than the convolution");
  GAN_CHECK(x_rows == s.in_size() && y_rows == s.out_size(), "images have another shape than the convolution");
}

}  // namespace

template <class Real>
void convolve(Workspace& ws, MatrixView<Real>& out, const ConvolutionShape& shape, const MatrixView<Real>& w,
              const MatrixView<Real>& b, const MatrixView<Real>& x) {
  if (out.data || !w.data || !x.data) return;
  check_shapes(shape, w, x.rows, shape.out_size());
  out = ws.matrix<Real>(shape.out_size(), x.cols);
  Workspace::Scope scope(ws);
  const Groups groups = groups_of(shape, x.cols);
  const Index patch_columns = groups.samples * shape.out_pixels();
  MatrixView<Real> scratch;
  if (!is_pointwise(shape)) scratch = ws.matrix<Real>(shape.patch() * patch_columns, ws.threads());
  const MatrixView<Real> result = out;
  ws.for_each_block(groups.count, [&](Index group, int worker) {
    const Index begin = group * groups.samples, count = std::min(groups.samples, x.cols - begin);
    MatrixView<Real> patches = as_rows(columns_of(x, begin, count), shape.patch());
    if (!is_pointwise(shape)) {
      patches = {columns_of(scratch, worker, 1).data, shape.patch(), count * shape.out_pixels()};
      for (Index i = 0; i < count; ++i) {
        unfold(shape, columns_of(x, begin + i, 1).data, patches.data + i * shape.patch() * shape.out_pixels());
      }
    }
    const MatrixView<Real> pixels = as_rows(columns_of(result, begin, count), shape.filters);
    if (b.data) fill_pixels(pixels, b);
    product_here(pixels, w, patches, b.data != nullptr);
  });
}

template <class Real>
void convolve_transposed(Workspace& ws, MatrixView<Real>& out, const ConvolutionShape& shape, const MatrixView<Real>& w,
                         const MatrixView<Real>& b, const MatrixView<Real>& dy) {
  if (out.data || !w.data || !dy.data) return;
  check_shapes(shape, w, shape.in_size(), dy.rows);
  out = ws.matrix<Real>(shape.in_size(), dy.cols);
  Workspace::Scope scope(ws);
  const auto transposed = ws.matrix<Real>(w.cols, w.rows);
  transpose(transposed, w);
  const Groups groups = groups_of(shape, dy.cols);
  const auto scratch = ws.matrix<Real>(shape.patch() * groups.samples * shape.out_pixels(), ws.threads());
  const MatrixView<Real> result = out;
  ws.for_each_block(groups.count, [&](Index group, int worker) {
    const Index begin = group * groups.samples, count = std::min(groups.samples, dy.cols - begin);
    const MatrixView<Real> pixels = as_rows(columns_of(dy, begin, count), shape.filters);
    const MatrixView<Real> images = columns_of(result, begin, count);
    if (b.data) {
      fill_pixels(as_rows(images, shape.channels), b);
    } else {
      images.flat().setZero();
    }
    if (is_pointwise(shape)) return product_here(as_rows(images, shape.channels), transposed, pixels, true);
    const MatrixView<Real> patches{columns_of(scratch, worker, 1).data, shape.patch(), count * shape.out_pixels()};
    product_here(patches, transposed, pixels, false);
    for (Index i = 0; i < count; ++i) {
      fold(shape, patches.data + i * shape.patch() * shape.out_pixels(), columns_of(images, i, 1).data);
    }
  });
}

template <class Real>
void add_convolution_outer(Workspace& ws, const MatrixView<Real>& sum, const ConvolutionShape& shape,
                           const MatrixView<Real>& dy, const MatrixView<Real>& x) {
  if (!sum.data || !dy.data || !x.data) return;
  check_shapes(shape, sum, x.rows, dy.rows);
  Workspace::Scope scope(ws);
  const Groups groups = groups_of(shape, x.cols);
  const Index parts = std::min(kParts, groups.count);
  MatrixView<Real> scratch;
  if (!is_pointwise(shape))
    scratch = ws.matrix<Real>(shape.patch() * groups.samples * shape.out_pixels(), ws.threads());
  const auto sums = ws.matrix<Real>(sum.size(), parts);
  ws.for_each_block(parts, [&](Index part, int worker) {
    const MatrixView<Real> total{columns_of(sums, part, 1).data, sum.rows, sum.cols};
    total.flat().setZero();
    for (Index group = groups.count * part / parts; group < groups.count * (part + 1) / parts; ++group) {
      const Index begin = group * groups.samples, count = std::min(groups.samples, x.cols - begin);
      MatrixView<Real> patches = as_rows(columns_of(x, begin, count), shape.patch());
      if (!is_pointwise(shape)) {
        patches = {columns_of(scratch, worker, 1).data, shape.patch(), count * shape.out_pixels()};
        for (Index i = 0; i < count; ++i) {
          unfold(shape, columns_of(x, begin + i, 1).data, patches.data + i * shape.patch() * shape.out_pixels());
        }
      }
      add_product_transposed_right_here(total, as_rows(columns_of(dy, begin, count), shape.filters), patches);
    }
  });
  for (Index part = 0; part < parts; ++part) sum.flat() += columns_of(sums, part, 1).flat();
}

template <class Real>
void sum_squares(Workspace& ws, MatrixView<Real>& out, Index height, Index width, Index channels,
                 const MatrixView<Real>& x) {
  if (out.data || !x.data) return;
  GAN_CHECK(height % 2 == 0 && width % 2 == 0 && x.rows == height * width * channels, "squares of even sides only");
  out = ws.matrix<Real>(x.rows / 4, x.cols);
  const Index line = width * channels;
  Real* to = out.data;
  for (Index j = 0; j < x.cols; ++j) {
    for (Index y = 0; y < height; y += 2) {
      const Real* from = x.data + j * x.rows + y * line;
      for (Index column = 0; column < width; column += 2, from += 2 * channels, to += channels) {
        for (Index c = 0; c < channels; ++c) {
          to[c] = (from[c] + from[c + channels]) + (from[c + line] + from[c + line + channels]);
        }
      }
    }
  }
}

template <class Real>
void repeat_squares(Workspace& ws, MatrixView<Real>& out, Index height, Index width, Index channels,
                    const MatrixView<Real>& x) {
  if (out.data || !x.data) return;
  GAN_CHECK(height % 2 == 0 && width % 2 == 0 && x.rows * 4 == height * width * channels, "squares of even sides only");
  out = ws.matrix<Real>(x.rows * 4, x.cols);
  const Index line = width * channels;
  const Real* from = x.data;
  for (Index j = 0; j < x.cols; ++j) {
    for (Index y = 0; y < height; y += 2) {
      Real* to = out.data + j * out.rows + y * line;
      for (Index column = 0; column < width; column += 2, to += 2 * channels, from += channels) {
        std::copy(from, from + channels, to);
        std::copy(from, from + channels, to + channels);
      }
      std::copy(to - line, to, to);
    }
  }
}

#define GAN_INSTANTIATE(Real)                                                                                        \
  template void convolve(Workspace&, MatrixView<Real>&, const ConvolutionShape&, const MatrixView<Real>&,            \
                         const MatrixView<Real>&, const MatrixView<Real>&);                                          \
  template void convolve_transposed(Workspace&, MatrixView<Real>&, const ConvolutionShape&, const MatrixView<Real>&, \
                                    const MatrixView<Real>&, const MatrixView<Real>&);                               \
  template void add_convolution_outer(Workspace&, const MatrixView<Real>&, const ConvolutionShape&,                  \
                                      const MatrixView<Real>&, const MatrixView<Real>&);                             \
  template void sum_squares(Workspace&, MatrixView<Real>&, Index, Index, Index, const MatrixView<Real>&);            \
  template void repeat_squares(Workspace&, MatrixView<Real>&, Index, Index, Index, const MatrixView<Real>&);
GAN_INSTANTIATE(float)
GAN_INSTANTIATE(double)
#undef GAN_INSTANTIATE

}  // namespace gan
