/// An evaluated figure of the air: `air:REGION:PERIOD:INDICATOR`, under a standard that may follow.
struct AirFigureName: Sendable, CustomStringConvertible {
    let region: String
    let period: String
    /// Id of the indicator: `pm25`, `so2_percentile_98`, `composite_index`, `good_day_ratio`.
    let figure: String
    /// Empty where it is that of the first standard of the run.
    let standard: String

    static let pattern = "air:REGION:PERIOD:INDICATOR:STANDARD"

    private static let ofDays = ["good_day_ratio", "good_days", "heavily_polluted_days"]

    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard (4...5).contains(parts.count), parts[0] == "air" else { return nil }
        self.init(
            region: parts[1], period: parts[2], figure: parts[3], standard: parts.count > 4 ? parts[4] : "")
    }

    private init(region: String, period: String, figure: String, standard: String) {
        self.region = region
        self.period = period
        self.figure = figure
        self.standard = standard
    }

    var description: String {
        "air:\(region):\(period):\(figure)" + (standard.isEmpty ? "" : ":" + standard)
    }

    func inRegion(_ code: String) -> AirFigureName {
        AirFigureName(region: code, period: period, figure: figure, standard: standard)
    }

    /// The pollutant that the figure is of; empty for one over all pollutants.
    var pollutant: String {
        (AirFigures.basicItems + Self.otherItems).first { figure == $0 || figure.hasPrefix($0 + "_") } ?? ""
    }

    /// The other items of GB 3095: their days stand in `input_rows.csv`.
    static let otherItems = ["tsp", "nox", "pb", "bap"]

    /// Worked out from the statistics of the pollutants, not from days.
    var isComposite: Bool { figure == "composite_index" }

    /// Worked out from other figures, of this region or of all.
    var isOfFigures: Bool {
        ["rank", "good_day_rank"].contains(figure) || figure == "attains" || figure.hasSuffix("_attains")
            || isOfYears
    }

    /// Worked out from the figures of several years.
    var isOfYears: Bool {
        ["_trend", "_trend_coefficient"].contains { figure.hasSuffix($0) } || figure.contains("_mean_of_")
    }

    /// Whether a figure of this name is ever evaluated.
    var isKnown: Bool { !pollutant.isEmpty || isComposite || Self.ofDays.contains(figure) }

    /// What a composite figure rests on.
    var parts: [AirFigureName] {
        AirFigures.basicItems.map {
            AirFigureName(region: region, period: period, figure: $0, standard: standard)
        }
    }

    /// The column of `air_days.csv` whose values it is made from.
    var dayColumn: String { pollutant.isEmpty ? "aqi" : pollutant }

    /// Whether a row of `air.csv` is this figure.
    func matches(pollutant other: String, statistic: String) -> Bool {
        guard !pollutant.isEmpty else {
            return ["all", ""].contains(other) && (statistic == figure || isCounted(statistic))
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
