import EcoParameters
import Glibc

/// Progress of a pass on stderr: one line that is rewritten on a terminal, else a line now and then. Nothing within the
/// first second.
struct ProgressLine {
    private let cells: Int
    private let doneBefore: Int
    private var done: Int
    private let start = ContinuousClock.now
    private var shown = ContinuousClock.now
    private var isVisible = false
    private let isTerminal = isatty(STDERR_FILENO) == 1

    init(cells: Int, done: Int) {
        self.cells = cells
        doneBefore = done
        self.done = done
    }

    mutating func advance(by count: Int) {
        done += count
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

    func text(after elapsed: Duration) -> String {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        let rate = seconds > 0 ? Double(done - doneBefore) / seconds : 0
        let left = rate > 0 ? Self.time(Double(cells - done) / rate) : "unknown"
        return "rasters: \(Self.millions(Double(done))) of \(Self.millions(Double(cells))) million cells, "
            + "\(Self.millions(rate)) million a second, \(left) left"
    }

    /// To one digit after the point.
    private static func millions(_ value: Double) -> String {
        let tenths = Int((value / 1e5).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func time(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 1e9).rounded(.up))
        if whole < 60 { return "\(whole) s" }
        return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole / 60 % 60) min"
    }
}
