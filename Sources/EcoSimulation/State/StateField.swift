/// The parts of a ``YearState`` that processes read and write.
public enum StateField: String, CaseIterable, Sendable {
    case activity, quota, market, pipeline, weather, change, response, air, water, money, fund, land,
        services, trends, choice, rank, rules
}

extension YearState {
    /// Takes over a part from another state of the same year.
    mutating func adopt(_ field: StateField, from other: YearState) {
        switch field {
        case .activity: activity = other.activity
        case .quota: (quota, withheld, caps) = (other.quota, other.withheld, other.caps)
        case .market: (market, emission, banked) = (other.market, other.emission, other.banked)
        case .pipeline: pipeline = other.pipeline
        case .weather: (sourceDays, dispersion, runoff) = (other.sourceDays, other.dispersion, other.runoff)
        case .change: (change, localPart) = (other.change, other.localPart)
        case .response: response = other.response
        case .air: (air, earlierAir) = (other.air, other.earlierAir)
        case .water: (sections, earlierSections) = (other.sections, other.earlierSections)
        case .money: money = other.money
        case .fund: fund = other.fund
        case .land: (land, young) = (other.land, other.young)
        case .services: services = other.services
        case .trends: trends = other.trends
        case .choice: choice = other.choice
        case .rank: rank = other.rank
        case .rules: rules = other.rules
        }
    }
}
