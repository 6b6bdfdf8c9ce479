#include "app/lab/metrics_writer.h"

#include <algorithm>
#include <new>
#include <utility>

#include "core/io/classifier_file.h"
#include "core/io/metrics_csv.h"

namespace gan {
namespace {

constexpr std::int64_t kRows = 200;

}  // namespace

Result<std::shared_ptr<MetricsWriter>> MetricsWriter::create(const std::string& path, std::int64_t steps,
                                                             bool random_features, std::int64_t from) {
  Result<AtomicFile> file = AtomicFile::create(path);
  if (!file) return file.error();
  return std::shared_ptr<MetricsWriter>(new MetricsWriter(std::move(file).value(), steps, random_features, from));
}

MetricsWriter::MetricsWriter(AtomicFile file, std::int64_t steps, bool random_features, std::int64_t from)
    : file_(std::move(file)),
      every_(std::max<std::int64_t>(1, steps / kRows)),
      from_(from),
      last_(from + steps),
      random_features_(random_features) {}

// The columns follow from the first data; images are measured by their classifier where one is kept.
void MetricsWriter::look_at_data(const Snapshot& snapshot) {
  if (snapshot.data == data_) return;
  data_ = snapshot.data;
  request_ = {};
  const auto images = random_features_ ? nullptr : classifier_images(snapshot.settings->spec.data, *data_);
  if (images) {
    if (auto kept = find_classifier(*images)) request_.classifier = std::move(kept).value();
  }
  const std::lock_guard lock(mutex_);
  if (images_) return;
  images_ = data_->kind().has(Capability::images);
  if (state_) state_ = file_.append(metrics_header(*images_));
}

// A row that cannot be written or measured ends the rows, not the training.
void MetricsWriter::after_iteration(const Run& run) {
  const std::int64_t step = run.position().step;
  if ((step - from_) % every_ != 0 && step != last_) return;
  {
    const std::lock_guard lock(mutex_);
    if (!state_) return;
  }
  try {
    const auto snapshot = run.snapshot();
    look_at_data(*snapshot);
    const Metrics metrics = measurer_.metrics(*snapshot, request_);
    const std::lock_guard lock(mutex_);
    const std::string row = metrics_row(run.record(), metrics, *images_);
    if (state_) state_ = file_.append(row);
  } catch (const std::bad_alloc&) {
    const std::lock_guard lock(mutex_);
    if (state_) state_ = Error{"cannot write " + file_.path() + ": there is not enough memory to measure with"};
  }
}

Outcome MetricsWriter::finish() {
  const std::lock_guard lock(mutex_);
  if (!images_ && state_) state_ = file_.append(metrics_header());
  if (state_) state_ = file_.commit();
  return state_;
}

}  // namespace gan
