import EcoGrids
import EcoUnits

/// Layers that only the whole grid can tell, such as the sediment that a slope sends to a stream.
///
/// They are derived before the cells are passed over, and then read window by window as layers of files are.
public protocol TerrainModel: Sendable {
    /// What it reads over the whole grid.
    var layers: [LayerRole] { get }
    /// Layers of which it reads every cell once by `openFirst(_:)` of its site, before it calls
    /// `endSurvey()` and does anything that takes long.
    var surveyedLayers: [LayerRole] { get }
    /// What it makes.
    var outputs: [TerrainOutput] { get }
    /// Makes all outputs on `site.grid`.
    func derive(_ site: TerrainSite) throws(GridError) -> TerrainProducts
}

extension TerrainModel {
    public var surveyedLayers: [LayerRole] { [] }
}

/// A layer that a terrain model makes.
public struct TerrainOutput: Hashable, Sendable {
    /// Lower_snake, unlike the other outputs of the model.
    public let id: String
    public let title: LocalizedText
    public let unit: Unit

    public init(_ id: String, _ title: LocalizedText, unit: Unit) {
        self.id = id
        self.title = title
        self.unit = unit
    }
}

/// Where a terrain model works: the grid, its layers, and what it may use.
public struct TerrainSite: Sendable {
    public let grid: Grid
    /// How many threads it may use.
    public let jobs: Int
    /// Bytes that it may hold in memory.
    public let memoryLimit: Int
    /// Room for what is beyond; nil where all stays in memory.
    public let scratch: (any ScratchSpace)?
    /// Where an earlier run of the same model kept what it had done, and seconds of work after which this one does.
    let archive: (any LayerArchive)?
    let archiveInterval: Double
    /// Looks at layers when they are first read.
    var survey: TerrainSurvey?
    private let openLayer: @Sendable (LayerRole) throws(GridError) -> any RasterSource
    private let observer: any PassObserver

    public init(
        grid: Grid, jobs: Int = 1, memoryLimit: Int = 1 << 30, scratch: (any ScratchSpace)? = nil,
        archive: (any LayerArchive)? = nil, archiveInterval: Double = 5,
        observer: any PassObserver = SilentObserver(),
        open: @escaping @Sendable (LayerRole) throws(GridError) -> any RasterSource
    ) {
        self.grid = grid
        self.jobs = jobs
        self.memoryLimit = memoryLimit
        self.scratch = scratch
        self.archive = archive
        self.archiveInterval = archiveInterval
        self.observer = observer
        openLayer = open
    }

    /// What an earlier run of the same model kept, and what this one keeps.
    public func keptLayers(_ context: RoutingContext) -> KeptLayers {
        let kept = KeptLayers(context, in: archive, every: archiveInterval) { [survey] in
            survey?.findings.isEmpty ?? true
        }
        if !kept.isEmpty { observer.notes("resumed from steps of routing that were kept") }
        return kept
    }

    /// One of the model's layers on `grid`, in the unit of its role, for one thread.
    public func open(_ role: LayerRole) throws(GridError) -> any RasterSource { try openLayer(role) }

    /// As `open`, for the first reading of every cell: what is no data of its kind is found on the way.
    func openFirst(_ role: LayerRole) throws(GridError) -> any RasterSource {
        if let survey { try survey.open(role) } else { try open(role) }
    }

    /// Every cell of the surveyed layers was read; throws where one of them holds what is no data of its kind.
    func endSurvey() throws(GridError) {
        guard let survey, !survey.findings.isEmpty else { return }
        throw GridError(
            .rasterValueInvalid, "layers hold what is no data of their kind", hint: "mend the layers")
    }

    /// Whether the run is to end; then throw anything, it is not shown.
    public var mustStop: Bool { observer.mustStop }

    /// Tells how far a step is, as a routing context asks for it; throws where the run is to end.
    public var progress: RoutingContext.Progress {
        { [observer] (stage, done, all) throws(GridError) in
            observer.derives(stage.rawValue, done: done, of: all)
            guard observer.mustStop else { return }
            throw GridError(.rasterUnreadable, "the run was stopped", hint: "the same command starts again")
        }
    }
}

/// The outputs of a terrain model, readable as long as the value lives.
public struct TerrainProducts: Sendable {
    private let openOutput: @Sendable (String) throws(GridError) -> any RasterSource

    /// `open` is called once for each thread and output; cells that have no value are missing.
    public init(_ open: @escaping @Sendable (_ output: String) throws(GridError) -> any RasterSource) {
        openOutput = open
    }

    func open(_ output: String) throws(GridError) -> any RasterSource { try openOutput(output) }
}
