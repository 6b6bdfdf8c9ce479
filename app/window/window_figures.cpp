// WindowApp: what a person saves of what is seen. A figure is one frame more, of the views as they are; its file is
// written beside the training. A clip has a lab and views of its own, which look back beside the window's.
#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "app/figure/figure_file.h"
#include "app/panels/figure/figure_names.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/plots/plot_numbers_model.h"
#include "app/panels/plots/plots_settings_model.h"
#include "app/panels/view_settings_file_model.h"
#include "app/window/clip_maker.h"
#include "app/window/window_app.h"
#include "core/io/files/text_file.h"

namespace gan {
namespace {

// As a part of a file's name.
std::string file_part(std::string panel) {
  std::replace(panel.begin(), panel.end(), '.', '-');
  return panel;
}

}  // namespace

FigureLook WindowApp::figure_look(const std::string& panel, bool print) const {
  FigureLook look;
  // The window as it is, so that views keep what they show.
  const WindowSize size = window_->framebuffer_size();
  look.size = size.empty() ? WindowSize{1600, 1000} : size;
  look.theme = theme_;
  if (print) {
    look.theme.mode = ThemeMode::kPrint;
    look.theme.palette = make_palette(ThemeMode::kPrint);
  }
  look.panel = panel;
  return look;
}

void WindowApp::save_figure(const FigureRequest& request) {
  const Result<FigureKind> kind = figure_kind("figure." + request.ending);
  if (const Outcome known = check_figure_name(request.panel, *lab_); !known || !kind) {
    return lab_->messages().problem(known ? kind.message() : known.message());
  }
  if (!figures_) figures_ = std::make_unique<FigureMaker>(font_files_);
  FigureLook look = figure_look(request.panel, request.print);
  look.surface_pixels = surface_pixels(kind.value(), request.scale);
  Actions ignored;
  ViewContext context = lab_->context(settings_, ignored, frame_ms_);
  // Heights that follow from the one before are there in the second.
  figures_->look(*layout_, context, look);
  auto scene = std::make_shared<FigureScene>(figures_->make(*layout_, context, look));
  scene->title = lab_->scenario().title;
  lab_->save_file("figure", file_part(request.panel), request.ending,
                  [scene, kind = kind.value(), scale = request.scale](const std::string& path, JobControl&) -> Outcome {
                    const Result<std::string> bytes = figure_bytes(*scene, kind, scale);
                    if (!bytes) return bytes.error();
                    return write_file(path, bytes.value());
                  });
}

void WindowApp::save_numbers() {
  const int shown = settings_.of<PlotsSettings>().shown_plots;
  auto history = std::make_shared<const RunHistory>(lab_->history());
  lab_->save_file(
      "numbers", "numbers", "csv",
      [history, plots = chosen_plots(shown, lab_->snapshot().kind())](const std::string& path, JobControl&) {
        return write_file(path, plot_numbers(*history, plots));
      });
}

void WindowApp::save_clip(const ClipRequest& request) {
  if (const Outcome known = check_figure_name(request.panel, *lab_); !known) {
    return lab_->messages().problem(known.message());
  }
  struct Work {
    std::vector<RunBeside> beside;  // of the games in their order
    StudioOptions studio;
    ClipPlan plan;
    std::function<Outcome(const std::string& path)> save_session;
  };
  auto work = std::make_shared<Work>();
  const Session& session = lab_->session();
  for (std::size_t i = 0; i < lab_->games(); ++i) {
    work->beside.push_back(lab_->game(i).beside(request.to.segment, request.to.step));
  }
  work->save_session = lab_->session_writer({write_session_view(settings_)});
  work->studio.scenario = lab_->scenario();
  work->studio.focus = lab_->focus();
  work->studio.random_features = lab_->classifier().state() == ClassifierKeeper::State::random;
  work->studio.memory_of_the_past = lab_->keyframes().budget();
  work->studio.view_settings = write_view_settings(settings_);
  if (request.as_on_screen) {
    work->studio.session_view = write_session_view(settings_);
    work->studio.viewed = lab_->snapshot().settings->spec.data;
  }
  work->studio.in_interface = [this](const std::function<void()>& draw) { calls_.call(draw); };
  work->plan = {clip_segments(session),
                request.from,
                request.to,
                request.every,
                request.frames_per_second,
                1,
                figure_look(request.panel, request.print)};
  lab_->save_file("clip", file_part(request.panel), request.ending,
                  [work](const std::string& path, JobControl& control) -> Outcome {
                    Result<std::unique_ptr<ClipFile>> file = create_clip(path);
                    if (!file) return file.error();
                    for (RunBeside& beside : work->beside) {
                      Result<StartedRun> started = begin_beside(std::move(beside));
                      if (!started) return started.error();
                      work->studio.more.push_back(std::move(started).value());
                    }
                    work->studio.started = std::make_shared<StartedRun>(std::move(work->studio.more.front()));
                    work->studio.more.erase(work->studio.more.begin());
                    const Result<std::unique_ptr<Studio>> studio = Studio::open(std::move(work->studio));
                    if (!studio) return studio.error();
                    const auto watch = [&](double share) {
                      control.share = share;
                      return !control.cancelled;
                    };
                    if (Outcome made = make_clip(*studio.value(), work->plan, *file.value(), watch); !made) return made;
                    return work->save_session(beside_clip(path));
                  });
}

}  // namespace gan
