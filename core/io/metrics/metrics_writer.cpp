#include "core/io/metrics/metrics_writer.h"

#include <algorithm>
#include <new>
#include <utility>

#include "core/io/metrics/classifier_file.h"
#include "core/io/metrics/metrics_csv.h"
#include "core/probe/quality/measure.h"

namespace gan {
namespace {

constexpr std::int64_t kRows = 200;  // about so many, unless somebody says how many

// Looks for the classifier whenever the data is another.
class KeptMeasuring {
 public:
  explicit KeptMeasuring(bool random_features) : random_features_(random_features) {}

  Metrics operator()(const Snapshot& snapshot) {
    if (snapshot.data != data_) look_at(snapshot);
    return measurer_.metrics(snapshot, request_);
  }

 private:
  void look_at(const Snapshot& snapshot) {
    data_ = snapshot.data;
    request_ = {};
    const auto images = random_features_ ? nullptr : classifier_images(snapshot.settings->spec.data, *data_);
    if (!images) return;
    if (auto kept = find_classifier(*images)) request_.classifier = std::move(kept).value();
  }

  bool random_features_;
  std::shared_ptr<const DataSource> data_;  // that request_ is for
  MeasureRequest request_;
  Measurer measurer_;
};

}  // namespace

MeasureSnapshot measure_as_kept(bool random_features) {
  auto measuring = std::make_shared<KeptMeasuring>(random_features);
  return [measuring = std::move(measuring)](const Snapshot& snapshot) { return (*measuring)(snapshot); };
}

Result<std::unique_ptr<MetricsWriter>> MetricsWriter::create(const std::string& path, const MetricsRows& rows,
                                                             MeasureSnapshot measure) {
  Result<AtomicFile> file = AtomicFile::create(path);
  if (!file) return file.error();
  return std::unique_ptr<MetricsWriter>(new MetricsWriter(std::move(file).value(), rows, std::move(measure)));
}

MetricsWriter::MetricsWriter(AtomicFile file, const MetricsRows& rows, MeasureSnapshot measure)
    : file_(std::move(file)),
      rows_(rows),
      every_(std::max<std::int64_t>(1, rows.every.value_or(rows.steps / kRows))),
      measure_(std::move(measure)) {}

void MetricsWriter::begin(const Snapshot& snapshot) {
  write_header(snapshot.kind().can);
}

void MetricsWriter::write_header(Capabilities of) {
  const std::lock_guard lock(mutex_);
  if (columns_) return;
  columns_ = of;
  if (state_) state_ = file_.append(metrics_header(of, rows_.compared));
}

void MetricsWriter::after_iteration(const Run& run) {
  const std::int64_t step = run.position().step;
  row_is_due_ = true;
  if ((step - rows_.from) % every_ == 0 || step == rows_.from + rows_.steps) write_row(run);
}

void MetricsWriter::after_last(const Run& run) {
  if (row_is_due_) write_row(run);
}

void MetricsWriter::write_row(const Run& run) {
  row_is_due_ = false;
  if (!state()) return;
  try {
    const auto snapshot = run.snapshot();
    begin(*snapshot);
    const Metrics metrics = measure_(*snapshot);
    const std::lock_guard lock(mutex_);
    const std::string row = metrics_row(run.record(), metrics, *columns_, rows_.compared);
    if (state_) state_ = file_.append(row);
  } catch (const std::bad_alloc&) {
    const std::lock_guard lock(mutex_);
    if (state_) state_ = Error{"cannot write " + file_.path() + ": there is not enough memory to measure with"};
  }
}

Outcome MetricsWriter::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

Outcome MetricsWriter::finish() {
  write_header({});
  const std::lock_guard lock(mutex_);
  if (state_) state_ = file_.commit();
  return state_;
}

}  // namespace gan
