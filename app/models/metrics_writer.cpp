#include "app/models/metrics_writer.h"

#include <algorithm>
#include <utility>

#include "core/io/metrics_csv.h"
#include "core/probe/measure.h"

namespace gan {
namespace {

constexpr std::int64_t kRows = 200;

}  // namespace

Result<std::shared_ptr<MetricsWriter>> MetricsWriter::create(const std::string& path, std::int64_t steps) {
  Result<AtomicFile> file = AtomicFile::create(path);
  if (!file) return file.error();
  return std::shared_ptr<MetricsWriter>(new MetricsWriter(std::move(file).value(), steps));
}

MetricsWriter::MetricsWriter(AtomicFile file, std::int64_t steps)
    : file_(std::move(file)), every_(std::max<std::int64_t>(1, steps / kRows)), steps_(steps) {
  state_ = file_.append(metrics_header());
}

void MetricsWriter::after_iteration(const Run& run) {
  const std::int64_t step = run.position().step;
  if (step % every_ != 0 && step != steps_) return;
  const std::string row = metrics_row(run.record(), measure_snapshot(*run.snapshot()));
  const std::lock_guard lock(mutex_);
  if (state_) state_ = file_.append(row);
}

Outcome MetricsWriter::finish() {
  const std::lock_guard lock(mutex_);
  if (state_) state_ = file_.commit();
  return state_;
}

}  // namespace gan
