import EcoGrids
import EcoParameters
import EcoUnits

/// How the numbers of a layer of slopes are meant: angles and ratios do not convert by a factor.
enum SlopeUnit: String, CaseIterable, Sendable {
    case degree
    case percent = "%"
    case ratio = "m/m"

    /// What a file calls its unit; nil where that names none of a slope.
    init?(file text: String) {
        switch text.lowercased() {
        case "degree", "degrees", "deg", "°", "arcdegree": self = .degree
        case "%", "percent", "pct": self = .percent
        case "m/m", "1", "m m-1", "ratio", "rise/run": self = .ratio
        default: return nil
        }
    }

    /// Numbers outside are no slopes in this unit: 2000 % are 87 degrees.
    var plausibleRange: ClosedRange<Double> {
        switch self {
        case .degree: 0...90
        case .percent: 0...2_000
        case .ratio: 0...20
        }
    }

    /// Turns numbers of this unit into degrees.
    func convert(_ raster: inout Raster<Double>) {
        guard self != .degree else { return }
        let rise = self == .percent ? 0.01 : 1
        let count = raster.cells.count
        raster.withMutableCells { cells in
            guard let cells = cells.baseAddress else { return }
            forEachCellBlock(count) { block in
                block.store(VectorMath.atan(block.load(cells) * rise) * (180 / .pi), to: cells)
            }
        }
    }
}

/// How steep a layer of slopes is: a wrong unit shows in it.
struct SlopeCensus: Hashable, Sendable {
    /// Degrees that ground of cells of 10 m and more hardly ever passes, and the share of cells that may.
    static let (steep, tolerance) = (60.0, 0.01)
    /// A map whose steepest cell is below this many degrees, or percent, is flat beyond belief.
    static let (leastDegrees, leastPercent) = (1.6, 1.6)

    private(set) var cells = 0
    private(set) var steep = 0
    /// Degrees.
    private(set) var greatest = 0.0

    mutating func merge(_ other: SlopeCensus) {
        cells += other.cells
        steep += other.steep
        greatest = max(greatest, other.greatest)
    }

    mutating func count(degrees raster: Raster<Double>) {
        for degrees in raster.cells where degrees == degrees {
            cells += 1
            if degrees > Self.steep { steep += 1 }
            if degrees > greatest { greatest = degrees }
        }
    }

    func doubt(_ layer: LayerParameters) -> Diagnostic? {
        guard let unit = layer.slopeUnit, cells > 0, let text = text(unit) else { return nil }
        return Diagnostic(
            .warning, code: "slope_unit_doubtful", at: layer.location, path: "\(layer.path).unit",
            LocalizedText(
                en: "\(layer.file.name) is declared in \(unit.rawValue): \(text.en)",
                zh: "\(layer.file.name) 声明单位为 \(unit.rawValue)：\(text.zh)"),
            hint: LocalizedText(
                en: "check whether the file holds degree, % or m/m, and state that as `unit`",
                zh: "核对坡度单位是 degree、% 还是 m/m，并写入 `unit`"))
    }

    private func text(_ unit: SlopeUnit) -> LocalizedText? {
        if Double(steep) > Self.tolerance * Double(cells) {
            let share = Note.number((Double(steep) / Double(cells) * 1_000).rounded() / 10)
            return LocalizedText(
                en: "\(share) % of the cells are steeper than \(NumberText.shortest(Self.steep)) degrees",
                zh: "\(share)% 的像元坡度超过 \(NumberText.shortest(Self.steep)) 度")
        }
        let (most, least) =
            switch unit {
            case .degree: (greatest, Self.leastDegrees)
            case .percent: (100 * tangent, Self.leastPercent)
            case .ratio: (1.0, 0.0)
            }
        guard most > 0, most < least else { return nil }
        let number = Note.number((most * 1_000).rounded() / 1_000)
        return LocalizedText(
            en: "the steepest cell has \(number) \(unit.rawValue)", zh: "最陡像元仅 \(number) \(unit.rawValue)")
    }

    private var tangent: Double {
        let radians = SIMD8<Double>(repeating: greatest * .pi / 180)
        return (VectorMath.sin(radians) / VectorMath.cos(radians))[0]
    }
}

extension ByteWriter {
    mutating func add(_ slopes: SlopeCensus) {
        for number in [slopes.cells, slopes.steep] { add(number) }
        add(slopes.greatest)
    }
}

extension ByteReader {
    mutating func slopes() throws(Damaged) -> SlopeCensus {
        SlopeCensus(cells: try integer(), steep: try integer(), greatest: try number())
    }
}
