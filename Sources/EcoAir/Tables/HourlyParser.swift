import EcoParameters

/// Reads the plain records of an hourly table straight from bytes; all others are left to the careful reader.
///
/// A record is plain where every cell is what most files hold: a label of an evaluated hour, the code of a
/// known station, decimals of at most seven and six digits that ambient air can have, each with or without
/// quotes, the line ended by LF or CR LF. It means what the careful reader finds in it.
struct HourlyParser {
    /// What all parsers of a table share.
    struct Setting: Sendable {
        /// For each column of the file the raw value of its pollutant, or `time` or `station`.
        let columns: [UInt8]
        let years: [Int]
        let shift: Int
        let stations: StationKeys
        /// Largest value of each pollutant that is read here, in millionths.
        let limits = Pollutant.basic.map { UnitSuspicion.implausible($0).millionths }

        static let time: UInt8 = 6
        static let station: UInt8 = 7

        init(_ columns: [ColumnDeclaration], years: [Int], shift: Int, stations: StationKeys) {
            self.columns = columns.map { column in
                let pollutant = AirTables.Hourly.pollutants.firstIndex { $0.key == column.key }
                if let pollutant { return UInt8(pollutant) }
                return column.key == AirTables.Hourly.time.key ? Self.time : Self.station
            }
            self.years = years
            self.shift = shift
            self.stations = stations
        }
    }

    private let setting: Setting
    private var labels: HourLabels
    /// The key and position of the station that came after each station, and of the one before.
    private var followers: [(key: StationKeys.Key, position: Int32)]
    private var previous = 0

    init(_ setting: Setting, stationCount: Int) {
        self.setting = setting
        labels = HourLabels(years: setting.years, shift: setting.shift)
        followers = Array(repeating: (StationKeys.Key(), -1), count: max(1, stationCount))
    }

    /// Reads the records of a piece, which begins with one, into `rows`.
    mutating func parse(_ piece: RecordPieces.Piece, into rows: HourlyRows) {
        rows.removeAll()
        piece.bytes.withUnsafeBytes { bytes in
            setting.columns.withUnsafeBufferPointer { columns in
                setting.limits.withUnsafeBufferPointer { limits in
                    guard let start = bytes.baseAddress else { return }
                    parse(start, piece, columns, limits, into: rows)
                }
            }
        }
    }

    private mutating func parse(
        _ start: UnsafeRawPointer, _ piece: RecordPieces.Piece, _ columns: UnsafeBufferPointer<UInt8>,
        _ limits: UnsafeBufferPointer<Int64>, into rows: HourlyRows
    ) {
        var position = 0
        var line = 0
        while position < piece.count {
            var cursor = Cursor(start + position)
            var place = HourlyRows.Place(
                block: 0, hour: 0, day: 0, station: 0, line: Int32(truncatingIfNeeded: line), offset: position
            )
            if cursor.skipLineEnd() {
                // A blank line.
            } else if readRow(&cursor, columns, limits, rows.nextLanes(), &place) {
                if place.hour > 0 { rows.append(place) }
            } else {
                var scanner = RecordScanner(piece, from: position, line: 0)
                _ = scanner.next()
                place.block = HourlyRows.Place.care
                rows.append(place)
                let record = UnsafeRawBufferPointer(
                    start: start + position, count: scanner.position - position)
                if record.contains(where: { $0 >= 0x80 }) { rows.isForeign = true }
                position = scanner.position
                line += scanner.line
                continue
            }
            position = cursor.address - start
            line += 1
        }
        rows.lineCount = line
    }

    /// Fills `lanes` and `place` from one record; the hour stays 0 where the row is passed over.
    ///
    /// - Returns: false where the record needs care.
    @inline(__always)
    private mutating func readRow(
        _ cursor: inout Cursor, _ columns: UnsafeBufferPointer<UInt8>, _ limits: UnsafeBufferPointer<Int64>,
        _ lanes: UnsafeMutablePointer<Int64>, _ place: inout HourlyRows.Place
    ) -> Bool {
        let last = columns.count - 1
        var numbers: Int64 = 0
        for index in 0...last {
            let column = columns[index]
            let isQuoted = cursor.skipQuote()
            if column < Setting.time {
                let start = cursor.address
                guard let value = cursor.decimal(), value <= limits[Int(column)] else { return false }
                lanes[Int(column)] = value
                numbers |= (cursor.address > start ? 1 : 0) << Int64(8 * Int(column))
            } else if column == Setting.time {
                guard readTime(&cursor, &place) else { return false }
            } else {
                guard readStation(&cursor, &place, isQuoted: isQuoted, isLast: index == last) else {
                    return false
                }
            }
            guard !isQuoted || cursor.skipQuote() else { return false }
            guard index == last ? cursor.skipLineEnd() : cursor.skip(UInt8(ascii: ",")) else { return false }
        }
        lanes[StationDay.numbers] = numbers
        lanes[StationDay.marks] = place.hour > 0 ? 1 << Int64(place.hour - 1) : 0
        return true
    }

    @inline(__always)
    private mutating func readTime(_ cursor: inout Cursor, _ place: inout HourlyRows.Place) -> Bool {
        let (first, second) = cursor.twoWords
        switch labels.meaning(first, second) {
        case .finding: return false
        case .passedOver: place.hour = 0
        case .hour(let block, let day, let hour):
            place.block = Int16(truncatingIfNeeded: block)
            place.day = Int32(truncatingIfNeeded: day)
            place.hour = Int16(truncatingIfNeeded: hour)
        }
        cursor.address += 16
        cursor.skipSeconds()
        return true
    }

    @inline(__always)
    private mutating func readStation(
        _ cursor: inout Cursor, _ place: inout HourlyRows.Place, isQuoted: Bool, isLast: Bool
    ) -> Bool {
        let end = isQuoted ? UInt8(ascii: "\"") : isLast ? 0x0A : UInt8(ascii: ",")
        guard let key = cursor.key(upTo: end) else { return false }
        let follower = followers[previous]
        if follower.key == key {
            place.station = follower.position
        } else {
            guard let found = setting.stations.find(key) else { return false }
            followers[previous] = (key, found)
            place.station = found
        }
        previous = Int(place.station)
        return true
    }
}
