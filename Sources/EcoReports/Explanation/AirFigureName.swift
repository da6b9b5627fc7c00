/// An evaluated figure of the air: `air:REGION:PERIOD:INDICATOR`.
struct AirFigureName: Sendable, CustomStringConvertible {
    let region: String
    let period: String
    /// Id of the indicator: `pm25`, `so2_percentile_98`, `composite_index`, `good_day_ratio`.
    let figure: String

    private static let ofDays = ["good_day_ratio", "good_days", "heavily_polluted_days"]

    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, parts[0] == "air" else { return nil }
        self.init(region: parts[1], period: parts[2], figure: parts[3])
    }

    private init(region: String, period: String, figure: String) {
        self.region = region
        self.period = period
        self.figure = figure
    }

    var description: String { "air:\(region):\(period):\(figure)" }

    func inRegion(_ code: String) -> AirFigureName {
        AirFigureName(region: code, period: period, figure: figure)
    }

    /// The pollutant that the figure is of; empty for one over all pollutants.
    var pollutant: String {
        AirFigures.basicItems.first { figure == $0 || figure.hasPrefix($0 + "_") } ?? ""
    }

    /// Worked out from the statistics of the pollutants, not from days.
    var isComposite: Bool { figure == "composite_index" }

    /// Worked out from other figures, of this region or of all.
    var isOfFigures: Bool {
        ["rank", "good_day_rank"].contains(figure) || figure == "attains" || figure.hasSuffix("_attains")
    }

    /// Whether a figure of this name is ever evaluated.
    var isKnown: Bool { !pollutant.isEmpty || isComposite || Self.ofDays.contains(figure) }

    /// What a composite figure rests on.
    var parts: [AirFigureName] {
        AirFigures.basicItems.map { AirFigureName(region: region, period: period, figure: $0) }
    }

    /// The column of `air_days.csv` whose values it is made from.
    var dayColumn: String { pollutant.isEmpty ? "aqi" : pollutant }

    /// Whether a row of `air.csv` is this figure.
    func matches(pollutant other: String, statistic: String) -> Bool {
        guard !pollutant.isEmpty else {
            return other == "all" && (statistic == figure || isCounted(statistic))
        }
        guard other == pollutant else { return false }
        guard figure == pollutant else { return figure == "\(pollutant)_\(statistic)" }
        let isPercentile = statistic.hasPrefix("percentile_") && !statistic.hasSuffix("exceedance")
        return ["co", "o3"].contains(pollutant) ? isPercentile : statistic == "mean"
    }

    /// Counts of days stand beside the ratio that they make.
    private func isCounted(_ statistic: String) -> Bool {
        ["good_days", "heavily_polluted_days"].contains(figure) && statistic == "good_day_ratio"
    }
}
