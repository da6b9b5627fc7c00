import EcoParameters
import EcoUnits

#if canImport(Glibc)
    import Glibc
#endif

/// How often the wind blows from each of 16 sectors, by speed at 10 m and stability.
public struct WindRose: Sendable {
    /// All directions of one speed and stability.
    public struct Class: Sendable, Equatable {
        public let stability: StabilityClass
        /// At 10 m, m/s.
        public let speed: Double
        /// Part of the year in which the wind blows FROM sector 0 (north), 1 (north-north-east), ... 15.
        public let frequency: [Double]

        public init(stability: StabilityClass, speed: Double, frequency: [Double]) {
            self.stability = stability
            self.speed = speed
            self.frequency = frequency
        }
    }

    /// By stability and speed.
    public let classes: [Class]

    public init(_ classes: [Class]) { self.classes = classes }

    /// The sectors by the names of their winds.
    public static let sectors = [
        "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW",
    ]

    /// The frequency density towards a bearing, as the frequency of a whole sector centred on it: linear between the
    /// centres of neighbouring sectors, so that the sum round the compass stays.
    ///
    /// - Parameter bearing: from the source to the receptor, degrees clockwise from north; the wind then blows from
    ///   the opposite side.
    static func frequency(_ frequencies: [Double], towards bearing: Double) -> Double {
        let position = ((bearing + 180) / 22.5).truncatingRemainder(dividingBy: 16)
        let turned = position < 0 ? position + 16 : position
        let sector = Int(turned) % 16
        let part = turned - turned.rounded(.down)
        return (1 - part) * frequencies[sector] + part * frequencies[(sector + 1) % 16]
    }

    // MARK: Table

    enum Columns {
        static let direction = Column<String>.text(
            "direction", kind: .oneOf(sectors),
            LocalizedText(en: "sector FROM which the wind blows", zh: "风向（来向，16方位）"))
        static let speed = Column<Double>.quantity(
            "speed_m_s", unit: .named("m/s"), range: .nonNegative,
            LocalizedText(en: "mean speed of the class at 10 m; calms as 0", zh: "该级平均风速（10 m 高），静风填 0"))
        static let stability = Column<String>.text(
            "stability", kind: .oneOf(StabilityClass.allCases.map(\.rawValue)),
            LocalizedText(en: "Pasquill class, A to F", zh: "大气稳定度（A—F）"))
        static let frequency = Column<Double>.quantity(
            "frequency", unit: .one, range: .fraction,
            LocalizedText(en: "part of the year; all rows add up to 1", zh: "频率，合计为 1"))
    }

    static let declaration = TableDeclaration(
        id: "wind_rose",
        meaning: LocalizedText(en: "joint frequency of wind and stability", zh: "风向风速稳定度联合频率"),
        columns: [
            Columns.direction.declaration, Columns.speed.declaration, Columns.stability.declaration,
            Columns.frequency.declaration,
        ], uniqueBy: ["direction", "speed_m_s", "stability"])

    init(_ table: Table) {
        struct Key: Hashable {
            let stability: StabilityClass
            let speed: Double
        }
        var frequencies: [Key: [Double]] = [:]
        for row in table.rows {
            guard let stability = StabilityClass(rawValue: table.value(row, Columns.stability)),
                let sector = Self.sectors.firstIndex(of: table.value(row, Columns.direction))
            else { continue }
            let key = Key(stability: stability, speed: table.value(row, Columns.speed))
            frequencies[key, default: [Double](repeating: 0, count: 16)][sector] +=
                table.value(row, Columns.frequency)
        }
        classes = frequencies.map { Class(stability: $0.stability, speed: $0.speed, frequency: $1) }
            .sorted { ($0.stability.rawValue, $0.speed) < ($1.stability.rawValue, $1.speed) }
    }

    /// Frequencies that do not add up to 1 are told in the block that names the table.
    static func addsUp(
        _ parameter: Parameter<Table>, _ bound: BoundGroup, _ diagnostics: inout [Diagnostic]
    ) {
        let table = bound[parameter]
        let sum = table.rows.reduce(0) { $0 + table.value($1, Columns.frequency) }
        guard (sum - 1).magnitude > 0.001 else { return }
        diagnostics.append(
            Diagnostic(
                code: "frequencies", at: bound.location(of: parameter), path: bound.path(of: parameter),
                "the frequencies of the wind rose add up to \(NumberText.shortest(sum)), not 1",
                hint: "divide all of them by their sum, calms included"))
    }
}
