import EcoAccounts
import EcoAir
import EcoCompensation
import EcoUnits

/// The evaluated figures of a year in the form that schemes read.
struct YearFigures: Sendable {
    private let regions: RegionTable
    private let standard: String
    /// Positions in ``AirYear``, with the same period of any year.
    private let spans: [(index: Int, period: Period)]

    init(_ world: SimulationWorld) {
        regions = world.regions
        standard = world.inputs.evaluator?.standard.version.rawValue ?? ""
        let year = world.baseYear
        let periods = Period.months(of: year) + Period.quarters(of: year) + [.year(year)]
        spans = periods.enumerated().map { (index: $0, period: $1) }
    }

    /// Months, quarters and the year; empty where no air was evaluated.
    func indicators(_ air: AirYear, year: Int) -> [EvaluatedIndicator] {
        guard !air.assessed.isEmpty else { return [] }
        var result: [EvaluatedIndicator] = []
        result.reserveCapacity(spans.count * regions.count * 10)
        for span in spans {
            for region in 0..<regions.count {
                let place = span.index * regions.count + region
                for item in Pollutant.basic { result.append(concentration(item, air, place, year)) }
                result.append(index(air, place, year))
                result += days(air, place, year)
            }
        }
        return result
    }

    /// Those of one year of figures that differ from another evaluation of it.
    func changes(from last: AirYear, to air: AirYear, year: Int) -> [EvaluatedIndicator] {
        var result: [EvaluatedIndicator] = []
        for span in spans {
            for region in 0..<regions.count {
                let place = span.index * regions.count + region
                for item in Pollutant.basic
                where !air.assessed[place * 6 + item.rawValue].isSameFigure(
                    as: last.assessed[place * 6 + item.rawValue])
                {
                    result.append(concentration(item, air, place, year))
                }
                if !air.index[place].isSameFigure(as: last.index[place]) {
                    result.append(index(air, place, year))
                }
                if (air.good[place], air.heavy[place], air.valid[place])
                    != (last.good[place], last.heavy[place], last.valid[place])
                {
                    result += days(air, place, year)
                }
            }
        }
        return result
    }

    private func concentration(
        _ item: Pollutant, _ air: AirYear, _ place: Int, _ year: Int
    ) -> EvaluatedIndicator {
        figure(item.id, Self.rational(air.assessed[place * 6 + item.rawValue]), item.unit, place, year)
    }

    private func index(_ air: AirYear, _ place: Int, _ year: Int) -> EvaluatedIndicator {
        figure("composite_index", Self.rational(air.index[place]), .one, place, year)
    }

    private func days(_ air: AirYear, _ place: Int, _ year: Int) -> [EvaluatedIndicator] {
        let (good, heavy, valid) = (air.good[place], air.heavy[place], air.valid[place])
        let ratio = valid == 0 ? nil : Rational(Int128(good) * 100, over: Int128(valid))
        return [
            figure("good_day_ratio", ratio, Self.percent, place, year),
            figure("good_days", valid == 0 ? nil : Rational(good), Self.day, place, year),
            figure("heavily_polluted_days", valid == 0 ? nil : Rational(heavy), Self.day, place, year),
        ]
    }

    private static let percent = Unit.named("%")
    private static let day = Unit.named("d")

    /// - Parameter place: by span and region.
    private func figure(
        _ id: String, _ value: Rational?, _ unit: Unit, _ place: Int, _ year: Int
    ) -> EvaluatedIndicator {
        let (span, region) = place.quotientAndRemainder(dividingBy: regions.count)
        return EvaluatedIndicator(
            region: regions.codes[region], period: spans[span].period.inYear(year), indicator: id,
            value: value, unit: unit, isValid: value != nil, standard: standard, basis: "simulated")
    }

    /// The same figures in whole millionths.
    func wholeFigures(_ air: AirYear, _ indicators: Set<AssessedIndicator>) -> WholeFigures {
        var figures = WholeFigures(regionCount: regions.count)
        for indicator in indicators {
            let values: [Int64] =
                switch indicator {
                case .compositeIndex: air.index.map(Self.millionths)
                case .goodDays: zip(air.good, air.valid).map { $1 == 0 ? .min : Int64($0) * 1_000_000 }
                case .heavilyPollutedDays:
                    zip(air.heavy, air.valid).map { $1 == 0 ? .min : Int64($0) * 1_000_000 }
                default: column(air, indicator)
                }
            figures.set(indicator, values)
        }
        return figures
    }

    private func column(_ air: AirYear, _ indicator: AssessedIndicator) -> [Int64] {
        guard let item = Pollutant(id: indicator.rawValue), item.rawValue < 6 else { return [] }
        return stride(from: item.rawValue, to: air.assessed.count, by: 6).map {
            Self.millionths(air.assessed[$0])
        }
    }

    /// `Int64.min` where it is no number or too large.
    fileprivate static func millionths(_ value: Double) -> Int64 {
        guard value.isFinite, value.magnitude < 1e12 else { return .min }
        return Int64((value * 1_000_000).rounded(.toNearestOrEven))
    }

    /// To six decimals: schemes compute exactly from there.
    static func rational(_ value: Double) -> Rational? {
        let whole = millionths(value)
        return whole == .min ? nil : Rational(Int128(whole), over: 1_000_000)
    }
}

extension Double {
    /// Whether schemes read the same number of both.
    fileprivate func isSameFigure(as other: Double) -> Bool {
        self == other || YearFigures.millionths(self) == YearFigures.millionths(other)
    }
}
