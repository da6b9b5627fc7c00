import Dispatch

/// Threads that do the same work side by side.
enum Workers {
    /// Runs `body` on `count` threads at once, the caller's among them, and returns when all have ended.
    static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
        let group = DispatchGroup()
        for _ in 1..<max(1, count) {
            // A queue of its own has a thread of its own, however busy the shared ones are.
            DispatchQueue(label: "raster pass").async(group: group, execute: body)
        }
        body()
        group.wait()
    }
}
