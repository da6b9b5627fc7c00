import EcoParameters
import EcoUnits

/// A pollutant that the environmental levy counts in pollution equivalents (污染当量).
///
/// A tonne costs `rate / equivalent x 1000`. Equivalents: Environmental Protection Tax Law, annexed table, from
/// secondary sources; they reproduce the 2003 levy prices of Pema Dolkar et al. 2017. Total nitrogen has no
/// equivalent: its price must be given.
public enum LevyPollutant: String, CaseIterable, Sendable {
    case so2
    case nox
    /// General dust (一般性粉尘).
    case dust
    /// Soot (烟尘).
    case soot
    case cod
    case nh3n
    case tp

    /// Kilograms in one equivalent.
    public var equivalentKilograms: Double {
        switch self {
        case .so2, .nox: 0.95
        case .dust: 4
        case .soot: 2.18
        case .cod: 1
        case .nh3n: 0.8
        case .tp: 0.25
        }
    }

    /// Yuan per tonne at `rate` yuan per equivalent.
    public func pricePerTonne(rate: Double) -> Double { rate / equivalentKilograms * 1000 }

    static let source =
        "Environmental Protection Tax Law, annexed table of equivalents, from secondary sources"

    /// Published where printed prices confirm the equivalent: 630, 150, 700, 875 and 2800 CNY/t.
    var status: ParameterStatus { self == .soot ? .provisional : .published }
}

extension Price {
    /// The rate of the levy from which a price follows.
    static let levyRateParameter = Parameter<Double>.quantity(
        "levy_rate", unit: .named("CNY"), range: .positive,
        LocalizedText(
            en: "levy or tax on one pollution equivalent, instead of `amount`", zh: "每污染当量税（费）额，可代替单价"),
        source: LevyPollutant.source
    ).optional

    /// Which of several equivalents counts.
    static func levyPollutantParameter(_ pollutants: [LevyPollutant]) -> Parameter<String> {
        .text(
            "levy_pollutant", kind: .oneOf(pollutants.map(\.rawValue)), default: pollutants.first?.rawValue,
            LocalizedText(en: "the pollutant whose equivalent counts", zh: "按何种污染物的当量"))
    }

    /// The equivalent, where the price follows from one.
    var levyRegister: [RegisterEntry] {
        guard let levied else { return [] }
        return [
            RegisterEntry(
                "\(path).equivalent", "\(NumberText.shortest(levied.equivalentKilograms)) kg",
                LocalizedText(
                    en: "one pollution equivalent of \(levied.rawValue)", zh: "\(levied.rawValue) 污染当量值"),
                source: levied.status == .provisional
                    ? LevyPollutant.source
                    : LevyPollutant.source + "; confirmed by prices in Pema Dolkar et al. 2017",
                status: levied.status)
        ]
    }

    /// One of `amount` and `levy_rate`, and not both.
    static func levyRule(_ amount: Parameter<Double?>) -> GroupDeclaration.Rule {
        { bound, diagnostics in
            let rate = bound[levyRateParameter]
            guard (bound[amount] == nil) == (rate == nil) else { return }
            diagnostics.append(
                Diagnostic(
                    code: rate == nil ? "missing_value" : "conflicting_values", at: bound.location,
                    path: bound.path(of: amount),
                    rate == nil
                        ? "the price is missing" : "there is a price and a levy from which it follows",
                    hint: "give `amount`, or the `levy_rate` of one pollution equivalent, not both"))
        }
    }
}
