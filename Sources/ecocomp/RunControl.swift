import EcoIndicators
import EcoRuns
import Glibc
import Synchronization

/// Watches a run: shows its progress on stderr, and ends it with exit code 75 when it is interrupted.
///
/// A pass over rasters that is under way finishes its windows and keeps them; anything else ends at once, and what is
/// half written is removed.
final class RunControl: PassObserver {
    private struct State {
        /// The run folder that may be half written.
        var folder: String?
        var partial: PartialFolder?
        var isPassing = false
        var mustStop = false
        var progress: ProgressLine?
    }

    private let state = Mutex(State())
    /// Set once, before any signal can come.
    private nonisolated(unsafe) var signals: InterruptSignals?
    /// Shows no progress and no notes.
    private let isQuiet: Bool

    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
        signals = InterruptSignals { [self] in interrupt() }
    }

    /// From now on a run to `folder` may be half written.
    func discards(_ folder: String, _ partial: PartialFolder?) {
        state.withLock { ($0.folder, $0.partial) = (folder, partial) }
    }

    func end() {
        signals?.release()
    }

    // MARK: Interruption

    /// The first signal lets a pass come to rest, a second one does not wait.
    private func interrupt() {
        let waits = state.withLock { state in
            defer { state.mustStop = true }
            return state.isPassing && !state.mustStop
        }
        if !waits { leave(Self.startsAgain) }
    }

    private static let startsAgain =
        "interrupted; no half-written run is left, and the same command starts again"

    private func leave(_ message: String) -> Never {
        let (folder, partial) = state.withLock { state in
            state.progress?.clear()
            return (state.folder, state.partial)
        }
        let end: () -> Never = {
            partial?.tidy()
            Console.error(message)
            _exit(75)
        }
        guard let folder else { end() }
        RunFolder.discard(destination: folder, then: end)
    }

    // MARK: Pass

    var mustStop: Bool { state.withLock { $0.mustStop } }

    func begins() { state.withLock { $0.isPassing = true } }

    func derives(_ step: String, done: Int, of all: Int) {
        if isQuiet { return }
        state.withLock { state in
            if state.progress?.step != step { state.progress = Self.line(step, of: all) }
            state.progress?.reach(done)
        }
    }

    func passes(cells: Int, done: Int) {
        if !isQuiet {
            state.withLock { $0.progress = Self.line("rasters", of: cells, done: done) }
        }
    }

    private static func line(_ step: String, of cells: Int, done: Int = 0) -> ProgressLine {
        ProgressLine(step: step, of: cells, done: done, "million cells", 1e6)
    }

    func advances(by cells: Int) { state.withLock { $0.progress?.advance(by: cells) } }

    func rests() {
        let isInterrupted = state.withLock { state in
            state.isPassing = false
            state.progress?.clear()
            state.progress = nil
            return state.mustStop
        }
        if isInterrupted { leave(Self.startsAgain) }
    }

    func notes(_ text: String) {
        if !isQuiet { Console.error(text) }
    }

    func stoppedRouting(isKept: Bool) {
        leave(
            isKept
                ? "interrupted; finished tiles of routing are kept, and the same command resumes"
                : Self.startsAgain)
    }

    func stopped(done: Int, of cells: Int) {
        guard done > 0 else { leave(Self.startsAgain) }
        leave(
            "interrupted; \(100 * done / max(1, cells)) % of the cells are kept, and the same command resumes"
        )
    }
}
