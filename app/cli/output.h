// What a command writes beside what it says: each output is opened before the work begins, so that an
// unwritable place is found then. What goes wrong later is said once, and keeps nothing else from being
// written.
#pragma once

#include <cstdio>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>

#include "app/cli/commands.h"
#include "core/io/files/text_file.h"
#include "core/io/metrics/metrics_writer.h"

namespace gan::cli {

// A file that was asked for, or nothing.
class Output {
 public:
  Outcome open(const std::string& path) {
    if (path.empty()) return {};
    Result<AtomicFile> file = AtomicFile::create(path);
    if (!file) return file.error();
    file_ = std::move(file).value();
    return {};
  }
  // Was asked for, and can be written up to now.
  explicit operator bool() const { return file_ && !failed_; }
  bool failed() const { return failed_; }
  // What `content` makes; memory that is too short for it is a failure, too.
  template <class Content>
  void append(const Content& content) {
    if (!*this) return;
    try {
      note(file_->append(content()));
    } catch (const std::bad_alloc&) {
      note(Error{"cannot write " + file_->path() + ": there is not enough memory for what belongs into it"});
    }
  }
  // The same, and the end of the file.
  template <class Content>
  void finish(const Content& content) {
    append(content);
    if (*this) note(file_->commit());
    if (*this) std::printf("wrote %s\n", file_->path().c_str());
    tell();
  }
  // There is nothing to write, for this reason.
  void give_up(const std::string& why) {
    if (*this) note(Error{"cannot write " + file_->path() + ": " + why});
    tell();
  }
  void tell() {
    if (!message_.empty()) refuse(std::exchange(message_, {}));
  }

 private:
  void note(const Outcome& outcome) {
    if (outcome) return;
    failed_ = true;
    message_ = outcome.message();
    file_.reset();
  }

  std::optional<AtomicFile> file_;
  std::string message_;  // not told yet
  bool failed_ = false;
};

// Rows of metrics while it trains, or nothing.
class MetricsOutput {
 public:
  Outcome open(const std::string& path, const MetricsRows& rows, MeasureSnapshot measure) {
    if (path.empty()) return {};
    Result<std::unique_ptr<MetricsWriter>> writer = MetricsWriter::create(path, rows, std::move(measure));
    if (!writer) return writer.error();
    writer_ = std::move(writer).value();
    return {};
  }
  MetricsWriter* operator->() { return writer_.get(); }
  explicit operator bool() const { return writer_ != nullptr; }
  bool failed() const { return writer_ && !writer_->state(); }
  // Something has gone wrong that was not said yet.
  bool has_news() const { return failed() && !told_; }
  void tell() {
    if (has_news()) refuse(writer_->state().message());
    told_ = failed();
  }
  void finish() {
    if (!writer_) return;
    if (writer_->finish()) std::printf("wrote %s\n", writer_->path().c_str());
    tell();
  }

 private:
  std::unique_ptr<MetricsWriter> writer_;
  bool told_ = false;
};

}  // namespace gan::cli
