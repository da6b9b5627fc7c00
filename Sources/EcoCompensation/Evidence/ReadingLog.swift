import Synchronization

/// What one block reads of the evidence, so that an analysis evaluates again only what a change can reach.
final class ReadingLog: Sendable {
    struct Readings: Sendable {
        var indicators: Set<AssessedIndicator> = []
        var readsScores = false
        var readsEarlierSchemes = false
    }

    private let state = Mutex(Readings())

    var readings: Readings { state.withLock { $0 } }

    func note(_ indicator: AssessedIndicator) { state.withLock { _ = $0.indicators.insert(indicator) } }
    func noteScores() { state.withLock { $0.readsScores = true } }
    func noteEarlierSchemes() { state.withLock { $0.readsEarlierSchemes = true } }
}
