/// What a pass over rasters tells while it runs, and whether it is to end. Called from several threads.
public protocol PassObserver: Sendable {
    /// A pass begins; `done` cells of `cells` are known from an earlier one that was cut off.
    func begins(cells: Int, done: Int)
    func advances(by cells: Int)
    func ends()
    /// Something worth knowing that is no fault, such as a checkpoint that was not used.
    func notes(_ text: String)
    /// True once the run is to end: workers finish the window at hand.
    var mustStop: Bool { get }
    /// The pass has ended early, and `done` of `cells` cells are kept for the next run.
    func stopped(done: Int, of cells: Int)
}

extension PassObserver {
    public func begins(cells: Int, done: Int) {}
    public func advances(by cells: Int) {}
    public func ends() {}
    public func notes(_ text: String) {}
    public var mustStop: Bool { false }
    public func stopped(done: Int, of cells: Int) {}
}

/// Watches nothing.
public struct SilentObserver: PassObserver {
    public init() {}
}
