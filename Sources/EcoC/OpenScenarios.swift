import Synchronization

/// The open scenarios by number. A number is given once, so that one that was closed stays unknown.
enum OpenScenarios {
    private struct State {
        var last: Int64 = 0
        var scenarios: [Int64: OpenScenario] = [:]
    }

    private static let state = Mutex(State())

    static func add(_ scenario: OpenScenario) -> Int64 {
        state.withLock { state in
            state.last += 1
            state.scenarios[state.last] = scenario
            return state.last
        }
    }

    static func find(_ number: Int64) throws(CallFailure) -> OpenScenario {
        guard let found = state.withLock({ $0.scenarios[number] }) else { throw unknown(number) }
        return found
    }

    static func remove(_ number: Int64) throws(CallFailure) {
        guard state.withLock({ $0.scenarios.removeValue(forKey: number) }) != nil else {
            throw unknown(number)
        }
    }

    private static func unknown(_ number: Int64) -> CallFailure {
        .call("scenario", "no scenario \(number) is open", hint: "it was closed, or never opened")
    }
}
