import EcoParameters
import EcoUnits

/// A unit price with the year of its level: without the year it is not a price.
public struct Price: Sendable {
    public let amount: Double
    public let unit: Unit
    public let year: Int
    /// Id of the index that lifts it to the account's price year.
    public let index: String?
    public let source: String?
    public let status: FigureStatus
    /// The equivalent by which the price follows from a levy; nil where the price itself was given.
    let levied: LevyPollutant?
    public let path: String
    public let location: SourceLocation

    static let yearParameter = Parameter<Int>.integer(
        "price_year", range: 1950...2100, LocalizedText(en: "year of the price level", zh: "价格年份"))
    static let indexParameter = Parameter<String>.text(
        "index", kind: .identifier,
        LocalizedText(en: "id of the price index that lifts it to the account's price year", zh: "所用价格指数")
    ).optional
    static let sourceParameter = Parameter<String>.text(
        "source", LocalizedText(en: "where the price comes from", zh: "价格来源")
    ).optional
    static let statusParameter = Parameter<FigureStatus>.choice(
        "status", LocalizedText(en: "how well the price is founded", zh: "价格依据"))

    static func amountParameter(_ unit: Unit) -> Parameter<Double> {
        .quantity(
            "amount", unit: unit, range: .positive,
            LocalizedText(en: "the price, above 0: a service without a price has no value", zh: "单价，须大于 0"))
    }

    /// A required price in `unit`; published values differ by factors, so none is a default.
    ///
    /// Where pollutants are named, the price may follow from the `levy_rate` of one pollution equivalent.
    static func parameter(
        _ key: String, unit: Unit, _ meaning: LocalizedText, source: String, levied: [LevyPollutant] = []
    ) -> Parameter<Price> {
        let amount = amountParameter(unit)
        var parameters = [
            yearParameter.declaration, indexParameter.declaration, sourceParameter.declaration,
            statusParameter.declaration,
        ]
        if !levied.isEmpty { parameters.insert(levyRateParameter.declaration, at: 0) }
        if levied.count > 1 { parameters.insert(levyPollutantParameter(levied).declaration, at: 1) }
        parameters.insert(levied.isEmpty ? amount.declaration : amount.optional.declaration, at: 0)
        let group = GroupDeclaration(
            id: key, title: meaning, meaning: meaning, parameters: parameters,
            rules: levied.isEmpty ? [] : [levyRule(amount.optional)])
        let declaration = ParameterDeclaration(
            key: key, shape: .group(group), presence: .required, meaning: meaning, source: source)
        return Parameter(declaration) { bound in
            guard let group = bound?.group else {
                preconditionFailure("price \(key) was read before it was bound")
            }
            return Price(group, unit, levied)
        }
    }

    private init(_ bound: BoundGroup, _ unit: Unit, _ levied: [LevyPollutant]) {
        let rate = levied.isEmpty ? nil : bound[Self.levyRateParameter]
        let equivalent = rate == nil ? nil : Self.levied(bound, levied)
        if let rate, let equivalent {
            amount = equivalent.pricePerTonne(rate: rate)
        } else {
            amount = bound[Self.amountParameter(unit)]
        }
        self.levied = equivalent
        self.unit = unit
        year = bound[Self.yearParameter]
        index = bound[Self.indexParameter]
        source = bound[Self.sourceParameter]
        status = bound[Self.statusParameter]
        path = bound.path
        location = bound.location
    }

    private static func levied(_ bound: BoundGroup, _ pollutants: [LevyPollutant]) -> LevyPollutant? {
        let named = pollutants.count > 1 ? bound[levyPollutantParameter(pollutants)] : nil
        return named.flatMap { LevyPollutant(rawValue: $0) } ?? pollutants.first
    }
}
