#include "core/io/machine/version.h"

#include <Eigen/Core>

#include "core/ad/product.h"
#if defined(__GLIBC__)
#include <gnu/libc-version.h>
#endif

namespace gan {

std::string program_version() {
  return GANSCOPE_VERSION;
}

std::string build_description() {
  constexpr int width = Eigen::internal::packet_traits<float>::size;
  std::string text = "Eigen " + std::to_string(EIGEN_WORLD_VERSION) + "." + std::to_string(EIGEN_MAJOR_VERSION) + "." +
                     std::to_string(EIGEN_MINOR_VERSION) + ", vectors of " + std::to_string(width) + " floats";
#if defined(EIGEN_VECTORIZE_FMA) || defined(__ARM_FEATURE_FMA)
  text += ", fma";
#endif
  const std::string kernels = product_kernels();
  return kernels.empty() ? text : text + ", " + kernels;
}

std::string compiler_description() {
#if defined(__clang__)
  std::string text = "clang " __clang_version__;
#elif defined(__GNUC__)
  std::string text = "gcc " __VERSION__;
#else
  std::string text = "another compiler";
#endif
#if defined(__OPTIMIZE__)
  text += ", optimised";
#endif
#if defined(__GLIBC__)
  text += ", glibc ";
  text += gnu_get_libc_version();
#endif
  return text;
}

}  // namespace gan
