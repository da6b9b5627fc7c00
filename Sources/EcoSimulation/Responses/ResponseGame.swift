/// What every county chooses, by county and choice: tonnes of each pollutant not emitted.
struct ResponseProfile: Hashable, Sendable {
    var amounts: [Double]
    let choices: Int

    init(_ amounts: [Double], choices: Int) { (self.amounts, self.choices) = (amounts, choices) }

    func range(of county: Int) -> Range<Int> { county * choices..<(county + 1) * choices }

    subscript(county: Int) -> ArraySlice<Double> {
        get { amounts[range(of: county)] }
        set { amounts.replaceSubrange(range(of: county), with: newValue) }
    }

    /// The profile with the choice of one county replaced.
    func with(_ county: Int, _ own: [Double]) -> ResponseProfile {
        var other = self
        other[county] = own[...]
        return other
    }
}

/// Counties that choose amounts between none and their largest, and what each gains by all choices together.
protocol ResponseGame: Sendable {
    var countyCount: Int { get }
    /// Amounts that each county chooses.
    var choiceCount: Int { get }
    /// The largest amount of each county and choice.
    var largest: [Double] { get }
    /// Yuan that each county gains.
    func payoffs(_ profile: ResponseProfile) throws(SimulationFailure) -> [Double]
    func payoff(of county: Int, _ profile: ResponseProfile) throws(SimulationFailure) -> Double
}

extension ResponseGame {
    /// Directions in which a county varies its choice: each amount alone, and all together in parts of their largest.
    var lines: [[Int]] {
        let single = (0..<choiceCount).map { [$0] }
        return choiceCount > 1 ? single + [Array(0..<choiceCount)] : single
    }

    func payoff(of county: Int, _ profile: ResponseProfile) throws(SimulationFailure) -> Double {
        try payoffs(profile)[county]
    }

    /// The choice of a county with the amounts of a line at a part of their largest.
    func choice(of county: Int, from own: [Double], along line: [Int], at part: Double) -> [Double] {
        var own = own
        for choice in line { own[choice] = part * largest[county * choiceCount + choice] }
        return own
    }
}
