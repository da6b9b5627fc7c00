import Glibc

/// Threads for one call. None outlives it, so that a process may fork between calls.
enum Workers {
    private final class Work {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Runs `body` on `count` threads and `own` on the caller's; returns when all have ended. Where the system gives
    /// no more threads, those that there are do the work.
    static func run(_ count: Int, _ body: @escaping @Sendable () -> Void, own: () -> Void) {
        var threads: [pthread_t] = []
        for _ in 0..<max(0, min(count, 1024)) {
            let work = Unmanaged.passRetained(Work(body))
            var thread = pthread_t()
            let started = pthread_create(
                &thread, nil,
                { work in
                    if let work { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
                    return nil
                }, work.toOpaque())
            guard started == 0 else {
                work.release()
                break
            }
            threads.append(thread)
        }
        own()
        for thread in threads { pthread_join(thread, nil) }
    }
}
