#include "app/outputs.h"

#include "core/io/recording_file.h"

namespace gan {

Outcome Outputs::open(const ProgramOptions& options, std::int64_t steps, std::int64_t from) {
  for (std::size_t game = 0; !options.metrics.empty() && game <= options.compare.size(); ++game) {
    auto writer =
        MetricsWriter::create(metrics_file(options, game), {from, steps}, measure_as_kept(options.random_features));
    if (!writer) return writer.error();
    metrics_.push_back(std::move(writer).value());
  }
  record_path_ = options.record;
  if (Outcome made = create(options.record, record_); !made) return made;
  if (Outcome made = create(options.screenshot, screenshot_.file); !made) return made;
  if (Outcome made = create(options.figure.file, figure_.file); !made) return made;
  return create(options.numbers, numbers_.file);
}

Outcome Outputs::create(const std::string& path, std::optional<AtomicFile>& file) {
  if (path.empty()) return {};
  Result<AtomicFile> created = AtomicFile::create(path);
  if (!created) return created.error();
  file = std::move(created).value();
  return {};
}

std::vector<std::function<void(const Run&)>> Outputs::after_iteration() const {
  std::vector<std::function<void(const Run&)>> all;
  for (const auto& each : metrics_) {
    all.emplace_back([writer = each](const Run& run) { writer->after_iteration(run); });
  }
  return all;
}

bool Outputs::finish(Lab& lab) {
  bool good = true;
  // Before the rows end: the training stands still once the recording is there.
  if (record_) {
    const Recording recording = lab.session().finish_recording().get();
    good = tell(write(*record_, write_recording(recording, record_path_))) && good;
  }
  for (const auto& metrics : metrics_) {
    metrics->begin(lab.snapshot());
    good = tell(metrics->finish()) && good;
  }
  for (Output* output : {&screenshot_, &figure_, &numbers_}) {
    if (output->file && output->content) good = tell(write(*output->file, output->content())) && good;
  }
  return good;
}

bool Outputs::tell(const Outcome& outcome) {
  if (!outcome) refuse(outcome.message());
  return outcome.ok();
}

Outcome Outputs::write(AtomicFile& file, const Result<std::string>& content) {
  if (!content) return content.error();
  if (content.value().empty()) {
    return Error{"cannot write " + file.path() + ": there is not enough memory to make it"};
  }
  if (Outcome written = file.append(content.value()); !written) return written;
  return file.commit();
}

}  // namespace gan
