/// Layers of numbers that a step of routing reads, window by window; NaN where missing.
public struct RoutingInput: Sendable {
    /// Gives each layer's cells of a window, row by row.
    public typealias Reader = (Window) throws(GridError) -> [Raster<Double>]

    /// Layers in each answer of a reader.
    public let layers: Int
    private let open: @Sendable () throws(GridError) -> Reader

    /// `open` is called once by each worker in its own thread; that worker alone uses the reader.
    public init(layers: Int = 1, open: @escaping @Sendable () throws(GridError) -> Reader) {
        self.layers = layers
        self.open = open
    }

    /// Layers of the working store.
    public init(_ layers: TileLayer<Double>...) {
        self.init(layers: layers.count) {
            { (window) throws(GridError) in
                var rasters: [Raster<Double>] = []
                for layer in layers { rasters.append(try layer.read(window)) }
                return rasters
            }
        }
    }

    /// A raster that is opened anew for each worker.
    public init(_ opener: any RasterOpener, _ request: RasterRequest, band: Int = 1) {
        self.init { () throws(GridError) in
            let source = try opener.open(request)
            return { (window) throws(GridError) in
                [try source.read(window, band: band, as: Double.self)]
            }
        }
    }

    /// One value everywhere; 1 makes accumulation count cells.
    public static func uniform(_ value: Double) -> RoutingInput {
        RoutingInput { { (window) throws(GridError) in [Raster(window, filledWith: value)] } }
    }

    /// A reader for one worker.
    func opened() throws(GridError) -> OpenedInput { OpenedInput(try open()) }
}

/// The input as one worker reads it.
final class OpenedInput {
    private let reader: RoutingInput.Reader

    fileprivate init(_ reader: @escaping RoutingInput.Reader) { self.reader = reader }

    func read(_ window: Window) throws(GridError) -> [Raster<Double>] { try reader(window) }
}
