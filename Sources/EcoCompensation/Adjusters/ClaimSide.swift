import EcoAccounts
import EcoParameters
import EcoUnits

/// Which claims an adjuster changes.
enum ClaimSide: String, ParameterChoice {
    case all
    case receipts
    case payments

    var meaning: LocalizedText {
        switch self {
        case .all: LocalizedText(en: "what regions receive and what they pay", zh: "奖励与扣缴")
        case .receipts: LocalizedText(en: "what regions receive", zh: "仅奖励")
        case .payments: LocalizedText(en: "what regions pay", zh: "仅扣缴")
        }
    }

    func holds(_ claim: Claim) -> Bool {
        switch self {
        case .all: true
        case .receipts: claim.amount > .zero
        case .payments: claim.amount.isNegative
        }
    }

    static func parameter(default side: ClaimSide = .all) -> Parameter<ClaimSide> {
        .choice("applies_to", default: side, LocalizedText(en: "which claims it changes", zh: "适用范围"))
    }
}

extension Claim {
    /// The claim times a factor, with a step that says why.
    func scaled(
        by factor: Rational, _ name: String, _ note: LocalizedText, inputs: [Calculation] = []
    ) throws(ArithmeticOverflow) -> Claim {
        let value = try amount * factor
        return replacing(
            amount: value,
            Calculation(.adjuster, name, value, .yuan, note: note, inputs: [calculation] + inputs))
    }

    /// The claim set to nothing, with a step that says why.
    ///
    /// - Parameter origin: where the decision stands, for one from a table.
    func exempted(
        _ name: String, _ note: LocalizedText, origin: FigureOrigin? = nil, inputs: [Calculation] = []
    ) -> Claim {
        replacing(
            amount: .zero,
            Calculation(
                .exemption, name, .zero, .yuan, note: note, origin: origin, inputs: [calculation] + inputs))
    }
}

extension Assessment {
    /// Changes each claim; an overflow names it.
    func adjusting(
        _ claims: [Claim], _ change: (Claim) throws(ArithmeticOverflow) -> Claim
    ) throws(DiagnosticFailure) -> AdjustedClaims {
        var result: [Claim] = []
        for claim in claims {
            do throws(ArithmeticOverflow) { result.append(try change(claim)) } catch {
                throw .overflow("\(scope.path): \(claim.region) in \(claim.period)")
            }
        }
        return AdjustedClaims(claims: result)
    }
}
