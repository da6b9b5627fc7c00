import EcoParameters

/// Where in the input the daily values of the regions of one year stand.
struct DayOrigins: Sendable {
    /// Lines of one file, both ends counted from 1; empty where `last` is 0.
    struct Lines: Sendable, Equatable {
        var first: Int32 = 0
        var last: Int32 = 0

        mutating func take(_ line: Int) {
            let line = Int32(truncatingIfNeeded: line)
            first = first == 0 ? line : min(first, line)
            last = max(last, line)
        }
    }

    private enum Source: Sendable {
        /// Rows of a daily table, from 1, at `region * days + day`; 0 is none.
        case rows(Table, [Int32])
        /// Lines of an hourly table at `day * stations + station`, and the stations of each region.
        case hours(file: String, [Lines], members: [[Int]], codes: [String])
    }

    private let source: Source
    private let dayCount: Int

    init(rows: [Int32], of table: Table, dayCount: Int) {
        source = .rows(table, rows)
        self.dayCount = dayCount
    }

    init(
        lines: [Lines], of file: String, _ stations: [MonitoringStation], _ membership: RegionStations,
        dayCount: Int
    ) {
        source = .hours(
            file: file, lines, members: membership.members, codes: stations.map(\.code))
        self.dayCount = dayCount
    }

    /// `days.csv:92`, or `hours.csv:2-25 (1081A); hours.csv:26-49 (1082A)`; empty where no row holds the day.
    func place(region: Int, day: Int, naming name: (String) -> String) -> String {
        switch source {
        case .rows(let table, let rows):
            let row = rows[region * dayCount + day]
            guard row > 0 else { return "" }
            let place = table.location(Int(row) - 1)
            return "\(name(place.file)):\(place.line)"
        case .hours(let file, let lines, let members, let codes):
            return members[region].compactMap { station -> String? in
                let found = lines[day * codes.count + station]
                guard found.last > 0 else { return nil }
                return "\(name(file)):\(found.first)-\(found.last) (\(codes[station]))"
            }.joined(separator: "; ")
        }
    }
}
