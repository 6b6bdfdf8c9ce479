#include "core/io/metrics/summary_csv.h"

#include "core/io/metrics/metrics_csv.h"
#include "core/record/scalars.h"

namespace gan {
namespace {

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

std::string without_end(std::string line) {
  line.pop_back();
  return line;
}

}  // namespace

std::string summary_csv(const RunSummary& summary, const StepRecord& record, const Measurement& measurement,
                        Capabilities of, bool compared) {
  std::string head = "game,seed,iterations,status,verdict,evidence," + without_end(metrics_header(of, compared));
  std::string row = quoted(summary.game) + "," + std::to_string(summary.seed) + "," +
                    std::to_string(summary.iterations) + "," + quoted(summary.status) + "," + quoted(summary.verdict) +
                    "," + quoted(summary.evidence) + "," +
                    without_end(metrics_row(record, measurement.metrics, of, compared));
  for (const ScalarInfo& scalar : scalars()) {
    if (!has_metrics_column(scalar, of, compared) || scalar.measured.perfect == nullptr) continue;
    head += "," + std::string(scalar.id) + "_perfect";
    row += "," + exact_text(scalar.measured.perfect(*measurement.perfect).mean);
  }
  return head + "\n" + row + "\n";
}

}  // namespace gan
