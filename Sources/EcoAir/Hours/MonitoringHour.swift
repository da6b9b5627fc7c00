import EcoAccounts

/// An hour of monitoring in Beijing time. Its label is the END of the hour: 1...24 within a natural day.
public struct MonitoringHour: Hashable, Sendable {
    public let year: Int
    /// From 0 on 1 January.
    public let dayOfYear: Int
    /// 1...24: the mean over the 60 minutes before this clock time.
    public let hour: Int

    /// Reads `YYYY-MM-DDTHH:MM`, a space instead of `T` and seconds allowed; 00:00 is hour 24 of the day before.
    ///
    /// nil for any other text, and for minutes or seconds other than 00.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 16 || (bytes.count == 19 && bytes[16...].elementsEqual(":00".utf8)),
            bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            bytes[13..<16].elementsEqual(":00".utf8),
            let year = wholeNumber(bytes[0..<4]), let month = wholeNumber(bytes[5..<7]),
            let day = wholeNumber(bytes[8..<10]), let clock = wholeNumber(bytes[11..<13]), clock <= 24,
            let date = CalendarDate(year: year, month: month, day: day)
        else { return nil }
        let dayOfYear = date.dayOfYear
        guard clock == 0 else {
            (self.year, self.dayOfYear, hour) = (year, dayOfYear, clock)
            return
        }
        hour = 24
        if dayOfYear > 0 {
            (self.year, self.dayOfYear) = (year, dayOfYear - 1)
        } else {
            (self.year, self.dayOfYear) = (year - 1, CalendarDate.dayCount(ofYear: year - 1) - 1)
        }
    }
}

/// The value of ASCII digits; nil where another byte stands among them.
private func wholeNumber(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in digits {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
}
