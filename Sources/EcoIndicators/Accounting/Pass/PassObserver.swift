/// What a pass over rasters tells while it runs, and whether it must stop. Called from several threads.
public protocol PassObserver: Sendable {
    /// Rasters are about to be read: from here to ``rests()`` the run comes to rest by itself when it must stop.
    func begins()
    /// A terrain model is at a step over the whole grid: `done` of `all` cells.
    func derives(_ step: String, done: Int, of all: Int)
    /// The cells are passed over; `done` of `cells` are known from an earlier pass that was cut off.
    func passes(cells: Int, done: Int)
    func advances(by cells: Int)
    /// Something worth knowing that is no fault, such as a checkpoint that was not used.
    func notes(_ text: String)
    /// True once the run is to end: workers finish the windows at hand.
    var mustStop: Bool { get }
    /// The run has stopped early, and `done` of `cells` cells are kept for the next one.
    func stopped(done: Int, of cells: Int)
    /// The run has stopped early within a terrain model; finished steps are kept for the next one, or none is.
    func stoppedRouting(isKept: Bool)
    /// No raster is read any more.
    func rests()
}

extension PassObserver {
    public func begins() {}
    public func derives(_ step: String, done: Int, of all: Int) {}
    public func passes(cells: Int, done: Int) {}
    public func advances(by cells: Int) {}
    public func notes(_ text: String) {}
    public var mustStop: Bool { false }
    public func stopped(done: Int, of cells: Int) {}
    public func stoppedRouting(isKept: Bool) {}
    public func rests() {}
}

/// Watches nothing.
public struct SilentObserver: PassObserver {
    public init() {}
}
