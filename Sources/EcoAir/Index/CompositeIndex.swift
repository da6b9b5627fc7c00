import EcoUnits

/// How the composite index is formed. The published form weighs all six items equally and rounds nothing.
public struct CompositeIndexForm: Sendable, Equatable {
    /// Weights that differ from 1.
    public var weights: [Pollutant: Rational]
    /// Decimals of each sub-index before the sum; nil leaves it exact.
    public var partDigits: Int?

    public init(weights: [Pollutant: Rational] = [:], partDigits: Int? = nil) {
        self.weights = weights
        self.partDigits = partDigits
    }
}

/// Composite index of the national ranking: the sum of C/S over the six basic items; smaller is better.
///
/// C is the assessed figure of the period, S its grade II limit (ranking rule of 2014, revised 2018). The
/// informative form of HJ 663-2013 Annex C, which takes the larger of two ratios, is another index.
public struct CompositeIndex: Sendable, Equatable {
    public let standard: AirStandard.Version
    public let value: Rational
    /// Weighted sub-indices in the order of `Pollutant.basic`.
    public let parts: [Rational]

    /// Pollutants with the largest sub-index; ties are listed jointly.
    public var largest: [Pollutant] {
        let maximum = parts.max()
        return zip(Pollutant.basic, parts).filter { $0.1 == maximum }.map(\.0)
    }
}

extension AirStandard {
    /// The composite index of the assessed figures of the six basic pollutants.
    ///
    /// nil where one is missing: five items do not make an index.
    public func compositeIndex(
        _ assessed: [Pollutant: Rational], form: CompositeIndexForm = CompositeIndexForm()
    ) throws(ArithmeticOverflow) -> CompositeIndex? {
        var sum = Rational.zero
        var parts: [Rational] = []
        for pollutant in Pollutant.basic {
            guard let concentration = assessed[pollutant], let limit = assessedLimit(pollutant)
            else {
                return nil
            }
            var part = try (form.weights[pollutant] ?? .one) * concentration / limit.rational
            if let digits = form.partDigits { part = try part.rounded(toDigits: digits) }
            parts.append(part)
            sum = try sum + part
        }
        return CompositeIndex(standard: version, value: sum, parts: parts)
    }
}
