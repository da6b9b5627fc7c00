import EcoParameters
import Glibc

/// Progress of a step on stderr: one line that is rewritten on a terminal, else a line now and then. Nothing within the
/// first second.
struct ProgressLine {
    let step: String
    private let all: Int
    private let doneBefore: Int
    private var done: Int
    /// What is counted, and how many make one of it.
    private let unit: String
    private let scale: Double
    private let start = ContinuousClock.now
    private var shown = ContinuousClock.now
    private var isVisible = false
    private let isTerminal = isatty(STDERR_FILENO) == 1

    init(step: String, of all: Int, done: Int = 0, _ unit: String, _ scale: Double) {
        self.step = step
        self.all = all
        doneBefore = done
        self.done = done
        self.unit = unit
        self.scale = scale
    }

    mutating func advance(by count: Int) { reach(done + count) }

    mutating func reach(_ count: Int) {
        done = count
        let now = ContinuousClock.now
        let pause: Duration = isTerminal ? .milliseconds(200) : .seconds(10)
        let isDue = isVisible || !isTerminal ? now - shown >= pause : now - start >= .seconds(1)
        guard isDue else { return }
        shown = now
        show(text(after: now - start))
    }

    /// Removes the line where it would be rewritten.
    mutating func clear() {
        if isVisible, isTerminal { Console.errorPart("\r\u{1B}[K") }
        isVisible = false
    }

    private mutating func show(_ text: String) {
        if isTerminal { Console.errorPart("\r\u{1B}[K" + text) } else { Console.error(text) }
        isVisible = true
    }

    private func text(after elapsed: Duration) -> String {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        let rate = seconds > 0 ? Double(done - doneBefore) / seconds : 0
        let left = rate > 0 ? Self.time(Double(all - done) / rate) : "unknown"
        return "\(step): \(shown(done)) of \(shown(all)) \(unit), \(shown(rate)) a second, \(left) left"
    }

    private func shown(_ count: Int) -> String { scale == 1 ? "\(count)" : shown(Double(count)) }

    /// To one digit after the point.
    private func shown(_ value: Double) -> String {
        let tenths = Int((value / scale * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func time(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 1e9).rounded(.up))
        if whole < 60 { return "\(whole) s" }
        return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole / 60 % 60) min"
    }
}
