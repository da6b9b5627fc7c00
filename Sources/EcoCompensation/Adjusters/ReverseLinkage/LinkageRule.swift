import EcoUnits

/// The reduction of a county from the state of its damaging industries.
struct LinkageRule: Sendable {
    /// A county against its base years; every figure in its own unit, the ratios have none.
    struct State: Sendable {
        /// Damaging value added over GDP, now and in the base years.
        let share: Rational
        let baseShare: Rational
        let projects: Rational
        let emissions: Rational
        let baseEmissions: Rational
        /// Unrepaired damaged area over the area of the red line.
        let damage: Rational
    }

    /// The four terms before their weights.
    struct Terms: Hashable, Sendable {
        let shareGrowth: Rational
        let projects: Rational
        let emissionGrowth: Rational
        let damage: Rational
    }

    let shareWeight: Rational
    let projectWeight: Rational
    let emissionWeight: Rational
    let damageWeight: Rational
    let maximum: Rational
    /// Guards: a base below these counts as these.
    let minimumShare: Rational
    let minimumEmissions: Rational

    /// Ratios are kept to six decimals, so that the exact arithmetic of money stays in its range.
    static let digits = 6

    func terms(_ state: State) throws(ArithmeticOverflow) -> Terms {
        Terms(
            shareGrowth: try Self.growth(state.share, state.baseShare, minimumShare),
            projects: state.projects,
            emissionGrowth: try Self.growth(state.emissions, state.baseEmissions, minimumEmissions),
            damage: try state.damage.rounded(toDigits: Self.digits))
    }

    private static func growth(
        _ value: Rational, _ base: Rational, _ minimum: Rational
    ) throws(ArithmeticOverflow) -> Rational {
        guard value > base else { return .zero }
        return try ((value - base) / max(base, minimum)).rounded(toDigits: digits)
    }

    func reduction(_ terms: Terms) throws(ArithmeticOverflow) -> Rational {
        let sum =
            try shareWeight * terms.shareGrowth + projectWeight * terms.projects
            + emissionWeight * terms.emissionGrowth + damageWeight * terms.damage
        return min(maximum, sum)
    }
}
