import Dispatch
import Glibc

/// The signals by which a user ends a command, handed to a closure instead of ending the process.
struct InterruptSignals: Sendable {
    private static let numbers = [SIGINT, SIGTERM, SIGHUP]
    /// Set once, before any signal can come.
    private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

    init(_ handler: @escaping @Sendable () -> Void) {
        sources = Self.numbers.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler(handler: handler)
            source.resume()
            return source
        }
    }

    /// From now on they end the process again.
    func release() {
        for source in sources { source.cancel() }
        for number in Self.numbers { signal(number, SIG_DFL) }
    }
}
