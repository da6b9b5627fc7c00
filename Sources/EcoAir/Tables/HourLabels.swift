import EcoAccounts

/// Turns labels of hours into positions; a label or a date that stood there before is not read again.
struct HourLabels {
    /// What a label means for the evaluated years.
    enum Meaning: Equatable {
        /// Block of the year, day of the year and hour 1...24.
        case hour(block: Int, day: Int, hour: Int)
        /// Closes the year before the first: passed over.
        case passedOver
        /// No full hour, or outside the years.
        case finding
    }

    let years: [Int]
    /// Hours from a label to the end of its hour in Beijing time.
    let shift: Int
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var meaning = Meaning.finding
    /// The ten bytes of a date with the block and day that its hours 1...24 lie in.
    private var date: (first: UInt64, second: UInt64, block: Int, day: Int)?

    init(years: [Int], shift: Int = 0) {
        self.years = years
        self.shift = shift
    }

    /// The meaning of `YYYY-MM-DDTHH:MM`, given as two words in the order of memory.
    @inline(__always)
    mutating func meaning(_ first: UInt64, _ second: UInt64) -> Meaning {
        if first == self.first, second == self.second { return meaning }
        let found = (shift == 0 ? hourOfDate(first, second) : nil) ?? read(first, second)
        (self.first, self.second, meaning) = (first, second, found)
        return found
    }

    /// An hour 1...24 of the date read last.
    private func hourOfDate(_ first: UInt64, _ second: UInt64) -> Meaning? {
        guard let date, first == date.first, second & 0xFFFF == date.second else { return nil }
        let separator = UInt8(truncatingIfNeeded: second >> 16)
        let tens = Int(second >> 24 & 0xFF) - 0x30
        let ones = Int(second >> 32 & 0xFF) - 0x30
        let hour = 10 * tens + ones
        guard separator == UInt8(ascii: "T") || separator == UInt8(ascii: " "), second >> 40 == 0x30303A,
            (0...9).contains(tens), (0...9).contains(ones), (1...24).contains(hour)
        else { return nil }
        return .hour(block: date.block, day: date.day, hour: hour)
    }

    private mutating func read(_ first: UInt64, _ second: UInt64) -> Meaning {
        let words = [first.littleEndian, second.littleEndian]
        guard let hour = words.withUnsafeBytes({ MonitoringHour(bytes: $0) }) else { return .finding }
        let found = meaning(of: hour)
        if case .hour(let block, let day, let clock) = found, clock < 24 || second >> 24 & 0xFF != 0x30 {
            date = (first, second & 0xFFFF, block, day)
        }
        return found
    }

    /// The hour 00:00 of 1 January closes the last day of the year before, which may not be evaluated; a table in
    /// another time reaches as many hours beyond its years.
    func meaning(of label: MonitoringHour) -> Meaning {
        let hour = label.moved(by: shift)
        if let block = years.firstIndex(of: hour.year) {
            return .hour(block: block, day: hour.dayOfYear, hour: hour.hour)
        }
        let closesYearBefore =
            hour.hour == 24 && hour.dayOfYear == CalendarDate.dayCount(ofYear: hour.year) - 1
            && years.contains(hour.year + 1)
        return closesYearBefore || (shift != 0 && years.contains(label.year)) ? .passedOver : .finding
    }
}
