/// What counties chose in a year, and what it brings them. Empty where they do not choose.
public struct ChoiceYear: Sendable, Equatable, Codable {
    /// Amount of each measure of the records that is taken before the market, t.
    var taken: [Double] = []
    /// What a tonne less of each source brings in payments, yuan; the market counts it against the cost of measures.
    var incentive: [Double] = []
    /// Area that each county restores on its own account, m2.
    public internal(set) var restored: [Int64] = []

    /// Tonnes abated, by county and pollutant, and the most that measures can do.
    public internal(set) var abated: [Double] = []
    public internal(set) var largest: [Double] = []
    /// What the last tonne costs, what it is worth in the market, and what it brings in payments, by county and
    /// pollutant, yuan/t; not-a-number where nothing can be abated.
    public internal(set) var marginalCost: [Double] = []
    public internal(set) var marginalWorth: [Double] = []
    public internal(set) var marginalPayment: [Double] = []
    /// Parts of the payoff in the order of ``ResponseTerm``, by county, yuan.
    public internal(set) var terms: [[Double]] = []
    /// What each county would gain by leaving the choices alone, by the check apart, yuan.
    public internal(set) var gains: [Double] = []

    /// What no county can gain more than, where payments are concave and solved exactly, yuan; else not-a-number.
    public internal(set) var gainBound = Double.nan

    public internal(set) var outcome = ResponseOutcome.answered
    /// Rounds of answers, of all rounds of prices together.
    public internal(set) var rounds = 0
    /// By how much the worth of a tonne still changed in the last round of prices, yuan/t.
    public internal(set) var worthChange = 0.0
    /// Counties that move within a cycle.
    public internal(set) var movers: [Int] = []
    /// The least and the most that each county and choice abates within the cycle, t.
    public internal(set) var lowest: [Double] = []
    public internal(set) var highest: [Double] = []

    var isEmpty: Bool { abated.isEmpty }
    public var payoffs: [Double] {
        guard let first = terms.first else { return [] }
        return first.indices.map { county in terms.reduce(0) { $0 + $1[county] } }
    }
}
