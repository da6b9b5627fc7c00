import EcoAccounts
import EcoParameters
import EcoUnits

/// Which end of its hour the time of a row names.
public enum HourLabel: String, ParameterChoice {
    /// 13:00 is the hour from 12:00 to 13:00; 00:00 closes the day before.
    case end = "end_of_hour"
    /// 12:00 is the hour from 12:00 to 13:00.
    case start = "start_of_hour"

    public var meaning: LocalizedText {
        switch self {
        case .end: LocalizedText(en: "the end: 00:00 closes the day before", zh: "小时结束时刻：00:00 属前一日")
        case .start: LocalizedText(en: "the start: 00:00 opens the day", zh: "小时开始时刻：00:00 为当日首小时")
        }
    }

    /// Hours to the label at the end.
    var shift: Int { self == .end ? 0 : 1 }
}

/// The time in which a table is written; natural days are those of Beijing.
public enum ClockZone: String, ParameterChoice {
    case beijing, utc

    public var meaning: LocalizedText {
        switch self {
        case .beijing: LocalizedText(en: "Beijing time", zh: "北京时间")
        case .utc: LocalizedText(en: "coordinated universal time, 8 hours behind", zh: "协调世界时（比北京时间晚8小时）")
        }
    }

    /// Hours to Beijing time.
    var shift: Int { self == .beijing ? 0 : 8 }
}

extension MonitoringHour {
    /// The hour `hours` later, at most a day.
    func moved(by hours: Int) -> MonitoringHour {
        let later = hour + hours
        guard later > 24 else { return MonitoringHour(year: year, dayOfYear: dayOfYear, hour: later) }
        let isLastDay = dayOfYear + 1 == CalendarDate.dayCount(ofYear: year)
        return isLastDay
            ? MonitoringHour(year: year + 1, dayOfYear: 0, hour: later - 24)
            : MonitoringHour(year: year, dayOfYear: dayOfYear + 1, hour: later - 24)
    }
}
