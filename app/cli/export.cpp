// ganscope-cli export: a game as a program of PyTorch's, with a file of data beside it where no formula makes them.
#include <cstdio>
#include <filesystem>
#include <memory>
#include <utility>

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/export/pytorch_script.h"
#include "core/io/data_files.h"
#include "core/io/files/text_file.h"
#include "core/io/machine/machine_memory.h"
#include "core/run/run.h"

namespace gan::cli {
namespace {

// A checkpoint names no number of iterations.
constexpr std::int64_t kIterationsOfCheckpoint = 10'000;

// What is written, and what it was made from.
struct Exported {
  PytorchScript script;
  std::vector<NamedPath> inputs;
};

std::string file_name(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

Result<Exported> of_scenario(const ExportOptions& options) {
  const Result<Scenario> scenario = prepare_scenario(options.start);
  if (!scenario) return scenario.error();
  const Settings& settings = scenario.value().settings;
  Result<PytorchScript> script = pytorch_script({settings, scenario.value().title, file_name(options.pytorch),
                                                 options.steps.value_or(scenario.value().steps), std::nullopt});
  if (!script) return script.error();
  return Exported{std::move(script).value(), files_read(options.start, settings.spec.data)};
}

Result<Exported> of_checkpoint(const ExportOptions& options) {
  const Result<std::unique_ptr<Run>> run = continue_game(options.load, options.start.set, free_memory);
  if (!run) return run.error();
  Result<PytorchScript> script =
      pytorch_script({run.value()->settings(), "Continued from " + file_name(options.load), file_name(options.pytorch),
                      options.steps.value_or(kIterationsOfCheckpoint),
                      PytorchRequest::Start{path_beside(options.load, options.pytorch), &run.value()->state()}});
  if (!script) return script.error();
  return Exported{std::move(script).value(), {{"--load", options.load}}};
}

std::string beside(const std::string& path, const std::string& name) {
  return (std::filesystem::path(path).parent_path() / name).string();
}

}  // namespace

int export_game(const ExportOptions& options) {
  const Result<Exported> exported = options.load.empty() ? of_scenario(options) : of_checkpoint(options);
  if (!exported) return refuse(exported.message());
  const PytorchScript& script = exported.value().script;
  const std::string data = script.data_name.empty() ? "" : beside(options.pytorch, script.data_name);
  const NamedPath text{"--pytorch", options.pytorch}, numbers{"the data of --pytorch", data};
  if (Outcome differ = check_outputs_differ({text, numbers}, exported.value().inputs); !differ) {
    return refuse(differ.message());
  }
  Output text_file, data_file;
  for (const auto& [output, path] : {std::pair{&text_file, &options.pytorch}, {&data_file, &data}}) {
    if (Outcome opened = output->open(*path); !opened) return refuse(opened.message());
  }
  if (data_file) data_file.finish([&] { return script.data; });
  text_file.finish([&] { return script.text; });
  if (text_file.failed() || data_file.failed()) return kBadInput;
  for (const std::string& note : script.notes) std::fprintf(stderr, "%s\n", one_line(note).c_str());
  return kGood;
}

}  // namespace gan::cli
