import Dispatch
import EcoParameters
import EcoSearch
import Synchronization

/// Tries points for a search, several at once, and keeps each on disk as soon as it is done.
///
/// Points are numbered in the order in which the search asks for them, which is the same every time, so that a search
/// that was cut off takes them from there.
final class SearchEvaluator: Sendable {
    private struct State {
        var next = 0
        var known: [Int: [Double]] = [:]
        var failed = 0
        var finding: Diagnostic?
        var told = ContinuousClock.now
    }

    private let problem: SearchProblem
    private let settings: RunSettings
    private let kept: DrawFile?
    private let state: Mutex<State>

    /// - Parameter key: what makes it the same search.
    init(_ problem: SearchProblem, _ settings: RunSettings, key: String) {
        self.problem = problem
        self.settings = settings
        let length = Self.length(problem)
        kept = settings.partial.map {
            DrawFile($0.searchFile, key: "search \(key) \(length)", values: length)
        }
        state = Mutex(State())
        let known = kept?.finished(Int.max) ?? [:]
        state.withLock { $0.known = known }
    }

    /// Points that could not be computed, and why the first of them could not.
    var failures: (count: Int, first: Diagnostic?) { state.withLock { ($0.failed, $0.finding) } }

    func appraise(_ points: [[Double]]) -> [Appraisal] {
        let first = state.withLock { state in
            defer { state.next += points.count }
            return state.next
        }
        let found = Mutex([Appraisal?](repeating: nil, count: points.count))
        let workers = max(1, min(settings.jobs, points.count))
        let within = max(1, settings.jobs / workers)
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for index in stride(from: worker, to: points.count, by: workers) {
                let appraisal = one(points[index], first + index, jobs: within)
                found.withLock { $0[index] = appraisal }
            }
        }
        tell(first + points.count)
        return found.withLock { $0.compactMap { $0 } }
    }

    private func one(_ point: [Double], _ number: Int, jobs: Int) -> Appraisal {
        if let record = state.withLock({ $0.known[number] }), let known = decoded(record, point) {
            return known
        }
        let appraisal: Appraisal
        do throws(RunFailure) {
            let trial = try problem.tried(point, jobs: jobs)
            appraisal = trial.appraisal
            if let stop = trial.stop { count(stop.diagnostics.first) }
        } catch {
            count(error.diagnostics.first)
            appraisal = .failed(constraints: problem.limits.count, criteria: problem.front.count)
        }
        kept?.append(number, encoded(point, appraisal))
        return appraisal
    }

    private func count(_ finding: Diagnostic?) {
        state.withLock { state in
            state.failed += 1
            state.finding = state.finding ?? finding
        }
    }

    /// A line every few seconds.
    private func tell(_ done: Int) {
        let isDue = state.withLock { state in
            let now = ContinuousClock.now
            guard now - state.told > .seconds(10) else { return false }
            state.told = now
            return true
        }
        if isDue { settings.observer.notes("search: \(done) of \(problem.parameters.evaluations) points") }
    }

    // MARK: Records

    private static func length(_ problem: SearchProblem) -> Int {
        let limits = problem.limits.count
        return problem.parameters.variables.count + 1 + limits + problem.front.count + limits * problem.draws
    }

    private func encoded(_ point: [Double], _ appraisal: Appraisal) -> [Double] {
        var record = point + [appraisal.objective]
        record += (0..<problem.limits.count).map { appraisal.margins[$0] }
        record += appraisal.criteria + appraisal.drawMargins.joined()
        return record + [Double](repeating: .nan, count: Self.length(problem) - record.count)
    }

    /// `nil` where the record is of another point.
    private func decoded(_ record: [Double], _ point: [Double]) -> Appraisal? {
        var position = 0
        func take(_ count: Int) -> [Double] {
            defer { position += count }
            return Array(record[position..<position + count])
        }
        guard take(point.count) == point else { return nil }
        let objective = take(1)[0]
        let (margins, criteria) = (take(problem.limits.count), take(problem.front.count))
        if objective == .infinity {
            return .failed(constraints: problem.limits.count, criteria: problem.front.count)
        }
        return Appraisal(
            objective: objective, margins: margins, criteria: criteria,
            drawMargins: problem.limits.map { _ in take(problem.draws) })
    }
}
