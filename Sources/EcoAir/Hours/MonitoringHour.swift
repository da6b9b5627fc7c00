import EcoAccounts

/// An hour of monitoring in Beijing time. Its label is the END of the hour: 1...24 within a natural day.
public struct MonitoringHour: Hashable, Sendable {
    public let year: Int
    /// From 0 on 1 January.
    public let dayOfYear: Int
    /// 1...24: the mean over the 60 minutes before this clock time.
    public let hour: Int

    init(year: Int, dayOfYear: Int, hour: Int) {
        self.year = year
        self.dayOfYear = dayOfYear
        self.hour = hour
    }

    /// Reads `YYYY-MM-DDTHH:MM`, a space instead of `T` and seconds allowed; 00:00 is hour 24 of the day
    /// before.
    ///
    /// nil for any other text, and for minutes or seconds other than 00.
    public init?(_ text: some StringProtocol) {
        let hour = Array(text.utf8).withUnsafeBytes { MonitoringHour(bytes: $0) }
        guard let hour else { return nil }
        self = hour
    }

    /// The same from the bytes of the text.
    init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 16 || (bytes.count == 19 && isFull(bytes[16...])),
            bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "), isFull(bytes[13..<16]),
            let year = wholeNumber(bytes[0..<4]), let month = wholeNumber(bytes[5..<7]),
            let day = wholeNumber(bytes[8..<10]), let clock = wholeNumber(bytes[11..<13]), clock <= 24,
            let date = CalendarDate(year: year, month: month, day: day)
        else { return nil }
        let dayOfYear = date.dayOfYear
        if clock > 0 {
            self.init(year: year, dayOfYear: dayOfYear, hour: clock)
        } else if dayOfYear > 0 {
            self.init(year: year, dayOfYear: dayOfYear - 1, hour: 24)
        } else {
            self.init(year: year - 1, dayOfYear: CalendarDate.dayCount(ofYear: year - 1) - 1, hour: 24)
        }
    }
}

/// `:00`
private func isFull(_ part: Slice<UnsafeRawBufferPointer>) -> Bool { part.elementsEqual(":00".utf8) }

/// The value of ASCII digits; nil where another byte stands among them.
private func wholeNumber(_ digits: Slice<UnsafeRawBufferPointer>) -> Int? {
    var value = 0
    for byte in digits {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
}
