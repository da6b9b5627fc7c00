/// A concentration of the hourly (real-time) report.
public enum HourlyItem: Int, CaseIterable, Sendable {
    /// Means of one hour.
    case so2, no2, co, o3, pm10, pm25
    /// Mean of the last 8 hours.
    case o3EightHour
    /// Means of the last 24 hours.
    case pm10Day, pm25Day, so2Day

    /// The substance measured.
    public var pollutant: Pollutant {
        switch self {
        case .so2, .so2Day: .so2
        case .no2: .no2
        case .co: .co
        case .o3, .o3EightHour: .o3
        case .pm10, .pm10Day: .pm10
        case .pm25, .pm25Day: .pm25
        }
    }

    /// Hours behind the value: 1, 8 or 24.
    public var hours: Int {
        switch self {
        case .o3EightHour: 8
        case .pm10Day, .pm25Day, .so2Day: 24
        default: 1
        }
    }

    /// Column of the hourly report, with its unit.
    public var column: String {
        let window = hours == 1 ? "" : "_\(hours)h"
        return "\(pollutant.id)\(window)_\(pollutant == .co ? "mg" : "ug")_m3"
    }
}

/// Which concentrations the real-time report lists and which of them enter the hourly AQI.
public struct RealTimeReportRules: Sendable {
    /// Concentrations that the report lists, in order.
    public let listed: [HourlyItem]
    /// Those with a sub-index, and the column of breakpoints that each uses.
    public let indexed: [(hourly: HourlyItem, breakpoints: IndexItem)]
    /// What stands in where the column ends: SO2 by its mean of 24 hours above 800 ug/m3.
    public let substitutes: [HourlyItem: (hourly: HourlyItem, breakpoints: IndexItem)]

    /// HJ 633-2012, Tables 1 and 3: nine items, particulates by their running means of 24 hours, O3 by the hour
    /// and the running 8 hours; above SO2 1 h 800 the sub-index of 24 hours is reported.
    static let hj633Of2012 = RealTimeReportRules(
        listed: [.so2, .no2, .pm10, .pm10Day, .co, .o3, .o3EightHour, .pm25, .pm25Day],
        indexed: [
            (.so2, .so2Hour), (.no2, .no2Hour), (.co, .coHour), (.o3, .o3Hour), (.o3EightHour, .o3EightHour),
            (.pm10Day, .pm10Day), (.pm25Day, .pm25Day),
        ],
        substitutes: [.so2: (.so2Day, .so2Day)])

    /// HJ 633-2026, 4.2: six items, all means of one hour, particulates on the breakpoints of the day.
    static let hj633Of2026 = RealTimeReportRules(
        listed: [.so2, .no2, .co, .o3, .pm10, .pm25],
        indexed: [
            (.so2, .so2Hour), (.no2, .no2Hour), (.co, .coHour), (.o3, .o3Hour), (.pm10, .pm10Day),
            (.pm25, .pm25Day),
        ],
        substitutes: [:])
}

/// Rules of the index that both reports of one edition of HJ 633 share.
public struct IndexReportRules: Sendable {
    /// HJ 633-2012 names pollutants with a sub-index above 100 as exceeding; HJ 633-2026 has no such definition.
    public let namesExceedingPollutants: Bool

    static let hj633Of2012 = IndexReportRules(namesExceedingPollutants: true)
    static let hj633Of2026 = IndexReportRules(namesExceedingPollutants: false)
}
