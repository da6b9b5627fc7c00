import EcoUnits

/// A substance with a limit in GB 3095. The first six are the basic items that enter AQI and composite index.
public enum Pollutant: Int, CaseIterable, Sendable {
    case so2, no2, co, o3, pm10, pm25
    case tsp, nox, lead, benzoAPyrene

    /// The six basic items, in the order of GB 3095 Table 1.
    public static let basic: [Pollutant] = [.so2, .no2, .co, .o3, .pm10, .pm25]

    /// Identifier in tables and scenario files.
    public var id: String {
        switch self {
        case .so2: "so2"
        case .no2: "no2"
        case .co: "co"
        case .o3: "o3"
        case .pm10: "pm10"
        case .pm25: "pm25"
        case .tsp: "tsp"
        case .nox: "nox"
        case .lead: "pb"
        case .benzoAPyrene: "bap"
        }
    }

    /// Unit of every concentration of this substance: CO in mg/m3, all others in ug/m3.
    public var unit: Unit { self == .co ? .named("mg/m3") : .named("ug/m3") }

    /// The pollutant with identifier `id`, or nil.
    public init?(id: some StringProtocol) {
        guard let match = Pollutant.allCases.first(where: { $0.id == id }) else { return nil }
        self = match
    }
}

/// A value that one station or region has for one natural day.
///
/// O3 has two: the maximum 8-hour mean (`o3`) and the maximum hour (`o3OneHour`, used by HJ 633-2012 only).
public enum DailyItem: Int, CaseIterable, Sendable {
    case so2, no2, co, o3, pm10, pm25, o3OneHour

    /// The six items of period statistics: daily means and the O3 8-hour maximum.
    public static let basic: [DailyItem] = [.so2, .no2, .co, .o3, .pm10, .pm25]

    /// The substance measured.
    public var pollutant: Pollutant {
        switch self {
        case .so2: .so2
        case .no2: .no2
        case .co: .co
        case .o3, .o3OneHour: .o3
        case .pm10: .pm10
        case .pm25: .pm25
        }
    }

    /// Column of the daily table, with its unit.
    public var column: String {
        switch self {
        case .so2: "so2_ug_m3"
        case .no2: "no2_ug_m3"
        case .co: "co_mg_m3"
        case .o3: "o3_mda8_ug_m3"
        case .pm10: "pm10_ug_m3"
        case .pm25: "pm25_ug_m3"
        case .o3OneHour: "o3_max1h_ug_m3"
        }
    }
}
