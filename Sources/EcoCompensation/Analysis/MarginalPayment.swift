import EcoAccounts
import EcoParameters
import EcoUnits

/// What a scheme gives and takes for one step of an indicator at a region's present point, everything else,
/// other indicators included, as it is.
public struct MarginalPayment: Hashable, Sendable {
    public let scheme: String
    public let region: RegionCode
    public let year: Int
    public let indicator: AssessedIndicator
    /// Size of the step in the indicator's unit, in every period of the year.
    public let step: Rational
    /// Yuan that the scheme gives the region in the year less what it takes, as things are.
    public let net: Rational
    /// The same where its air is one step better.
    public let netIfBetter: Rational
    /// The same where its air is one step worse.
    public let netIfWorse: Rational
    /// Yuan that the region gains in the year where its air is one step better.
    public let gainIfBetter: Rational
    /// Yuan that it gains where its air is one step worse; negative under a scheme that works.
    public let gainIfWorse: Rational
}

extension SettlementModel {
    /// Of every region, indicator and scheme on which the step has any effect.
    func marginalPayments() throws(ArithmeticOverflow) -> [MarginalPayment] {
        let present = presentNets(under: parameters.schemes.map(\.scope.id))
        var payments: [MarginalPayment] = []
        for (year, region, indicator) in observedTriples {
            let schemes = schemes(reading: indicator)
            guard !schemes.isEmpty else { continue }
            let step = indicator.worseningStep
            let nets = { (step: Rational) throws(ArithmeticOverflow) in
                self.nets(
                    try evidence.shifted(indicator, of: region, by: step, inYear: year), changing: indicator)
            }
            let (better, worse) = (try nets(-step), try nets(step))
            for scheme in schemes {
                let net = { (nets: Nets) in nets[scheme]?[year]?[region] ?? .zero }
                let (own, ifBetter, ifWorse) = (net(present), net(better), net(worse))
                let payment = MarginalPayment(
                    scheme: scheme, region: region, year: year, indicator: indicator, step: step.magnitude,
                    net: own, netIfBetter: ifBetter, netIfWorse: ifWorse,
                    gainIfBetter: try ifBetter - own, gainIfWorse: try ifWorse - own)
                if payment.gainIfBetter != .zero || payment.gainIfWorse != .zero { payments.append(payment) }
            }
        }
        return payments.sorted {
            ($0.scheme, $0.year, $0.region, $0.indicator.rawValue)
                < ($1.scheme, $1.year, $1.region, $1.indicator.rawValue)
        }
    }

    private var observedTriples: [(Int, RegionCode, AssessedIndicator)] {
        struct Triple: Hashable {
            let year: Int
            let region: RegionCode
            let indicator: AssessedIndicator
        }
        let triples = Set(
            evidence.observedKeys.map {
                Triple(year: $0.period.year, region: $0.region, indicator: $0.indicator)
            })
        return triples.map { ($0.year, $0.region, $0.indicator) }.sorted {
            ($0.0, $0.1, $0.2.rawValue) < ($1.0, $1.1, $1.2.rawValue)
        }
    }
}
