import EcoParameters
import EcoScenarios

/// What public budgets of counties carry in a year as part of their revenue, and beside it what enterprises bear.
///
/// Budgets pay what schemes take less what they give, what a county restores of its own less what the upper level pays for
/// it, and their share of what measures, upgrades, alerts and projects cost. The rest of that is the enterprises'.
struct BurdenMeasure: Sendable {
    /// Figures of a county; the sign of a cost is 1.
    private static let restoration: [(id: String, sign: Double)] = [
        ("response.restoration_cost_yuan", 1), ("response.restoration_payment_yuan", -1),
    ]
    private static let abatement = [
        "market.measure_cost_yuan", "alert.cost_yuan", "alert.upgrade_cost_yuan", "pipeline.cost_yuan",
    ]
    /// What enterprises pay each other or the market, in full.
    private static let trade: [(id: String, sign: Double)] = [
        ("market.shortfall_cost_yuan", 1), ("market.quota_income_yuan", -1),
    ]

    /// A county in a year.
    private struct Place: Sendable {
        let payments: LinearMeasure
        let restoration: LinearMeasure
        let subsidies: LinearMeasure
        let enterprises: LinearMeasure
        /// The revenue, or where it stands.
        let revenue: LinearMeasure

        func burden(_ draw: [Double]) -> Double {
            restoration.value(draw) + subsidies.value(draw) - payments.value(draw)
        }
    }

    /// By county and year.
    private let places: [[Place]]

    /// - Throws: where there is neither a revenue nor GDP of some county.
    init(
        _ figures: SearchFigures, _ parameters: SearchParameters, at place: SourceLocation
    ) throws(DiagnosticFailure) {
        let codes = figures.regions.codes
        if let known = parameters.revenues {
            let missing = codes.map(\.description).filter { known[$0] == nil }
            guard missing.isEmpty else {
                throw SearchFigures.failure(
                    "missing_value", place, "search.revenues",
                    "no revenue of \(missing.joined(separator: ", "))", "add a row for each county")
            }
        } else if figures.position("gdp.value_yuan", year: 0, place: 0) == nil {
            throw SearchFigures.failure(
                "missing_value", place, "search.revenues",
                "burdens need the revenue of the counties, and the simulation has no GDP",
                "give the table `search.revenues`")
        }
        let share = parameters.abatementSubsidy
        places = codes.indices.map { county in
            figures.years.indices.map { year in
                func sum(_ list: [(id: String, sign: Double)]) -> LinearMeasure {
                    LinearMeasure(
                        terms: list.compactMap { entry in
                            figures.position(entry.id, year: year, place: county).map { ($0, entry.sign) }
                        })
                }
                let own = parameters.revenues?[codes[county].description]
                return Place(
                    payments: sum([("payments.net_yuan", 1)]), restoration: sum(Self.restoration),
                    subsidies: sum(share == 0 ? [] : Self.abatement.map { ($0, share) }),
                    enterprises: sum(Self.abatement.map { ($0, 1 - share) } + Self.trade),
                    revenue: own.map { LinearMeasure(constant: $0) } ?? sum([("gdp.value_yuan", 1)]))
            }
        }
    }

    /// The county and year that bear most, as positions; of equal ones the first.
    func largest(_ draw: [Double]) -> (share: Double, county: Int, year: Int) {
        var found = (share: -Double.infinity, county: 0, year: 0)
        for county in places.indices {
            for year in places[county].indices {
                let share = self.share(county, year, draw)
                if share.isNaN { return (.nan, county, year) }
                if share > found.share { found = (share, county, year) }
            }
        }
        return found
    }

    /// The largest mean over the years of a county.
    func largestMean(_ draw: [Double]) -> Double {
        places.indices.reduce(-Double.infinity) { largest, county in
            let years = places[county].indices
            let mean = years.reduce(0) { $0 + share(county, $1, draw) } / Double(max(1, years.count))
            return mean.isNaN || largest.isNaN ? .nan : max(largest, mean)
        }
    }

    private func share(_ county: Int, _ year: Int, _ draw: [Double]) -> Double {
        places[county][year].burden(draw) / places[county][year].revenue.value(draw)
    }

    // MARK: Parts

    /// What a county carries, in one year or in several together.
    struct Parts: Sendable {
        var payments = 0.0
        var restoration = 0.0
        var subsidies = 0.0
        var revenue = 0.0
        var enterprises = 0.0

        var burden: Double { restoration + subsidies - payments }

        mutating func add(_ other: Parts) {
            payments += other.payments
            restoration += other.restoration
            subsidies += other.subsidies
            revenue += other.revenue
            enterprises += other.enterprises
        }

        func divided(by count: Int) -> Parts {
            let count = Double(max(1, count))
            return Parts(
                payments: payments / count, restoration: restoration / count,
                subsidies: subsidies / count, revenue: revenue / count, enterprises: enterprises / count)
        }
    }

    /// Of each county, sums of its years.
    func parts(_ draw: [Double]) -> [Parts] {
        places.map { years in
            var sum = Parts()
            for place in years {
                sum.add(
                    Parts(
                        payments: place.payments.value(draw), restoration: place.restoration.value(draw),
                        subsidies: place.subsidies.value(draw), revenue: place.revenue.value(draw),
                        enterprises: place.enterprises.value(draw)))
            }
            return sum
        }
    }
}
