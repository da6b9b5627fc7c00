import EcoIndicators

/// How a run is computed. None of it changes a result.
public struct RunSettings: Sendable {
    /// How many modules run at once, and how many threads a pass over rasters has; at least 1.
    public var jobs = 1
    public var observer: any PassObserver = SilentObserver()
    /// Sums of earlier runs; nil where none are used or kept.
    public var cache: (any SumStore)?
    /// Where a pass that is cut off leaves what it has; nil where it leaves nothing.
    public var partial: PartialFolder?
    /// Parts of a pass over rasters that were made in shares; nil where the run makes the pass itself.
    public var parts: PartFolder?
    /// Seconds of work after which finished windows are put on disk.
    public var checkpointInterval = 5.0

    public init(jobs: Int = 1) { self.jobs = jobs }
}
