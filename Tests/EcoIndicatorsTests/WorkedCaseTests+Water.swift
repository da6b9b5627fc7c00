import Testing

@testable import EcoIndicators

extension WorkedCaseTests {
    /// Cases of water, purification and products; nil where the function is none of these.
    static func waterCase(_ own: WorkedCase, _ given: (String) throws -> Double) throws -> Double? {
        switch own.function {
        case "evaporated_share":
            let curve = BudykoCurve(
                seasonality: try given("seasonality"), omegaMaximum: 5, dryCells: .invest)
            return try curve.evaporatedShare(
                precipitation: given("precipitation"), potential: given("potential"),
                available: given("available"), isVegetated: given("vegetated") == 1)
        case "yield_volume":
            return try WaterSupplyBalance.volume(meanDepth: given("depth"), area: given("area"))
        case "water_power":
            return try Hydropower.energy(
                supply: given("supply"), efficiency: given("efficiency"), share: given("share"),
                head: given("head"))
        case "present_value":
            return try Hydropower.presentValue(
                price: given("price"), energy: given("energy"), cost: given("cost"),
                years: Int(given("years")), discount: given("discount"))
        case "lake_storage":
            return try LakeZone.tibetanPlateau.storage(area: given("area"), exchanges: given("exchanges"))
        case "reservoir_storage":
            return try FloodStorage.reservoir(capacity: given("capacity"), share: given("share"))
        case "marsh_storage":
            return try FloodStorage.marsh(area: given("area"), depth: given("depth"))
        case "marsh_soil_storage":
            let soil = MarshSoil(
                depth: try given("soil_depth"), density: try given("density"),
                saturated: try given("saturated"), natural: try given("natural"))
            return try FloodStorage.marsh(area: given("area"), depth: given("depth"), soil: soil)
        case "storm_storage":
            let pair = StormRunoff(slope: try given("slope"), intercept: try given("intercept"))
            return try pair.stored(storm: given("storm"))
        case "stand_soil_storage":
            return try StandStorage.soil(
                porosityPercent: given("porosity"), depthMetres: given("depth"))
        case "stand_litter_storage":
            return try StandStorage.litter(
                tonnesPerHectare: given("litter"), holdingPercent: given("holding"))
        case "net_supply":
            let supply = WaterRetention.Supply(
                use: try given("use"), outflow: try given("outflow"), inflow: try given("inflow"),
                status: .published)
            return supply.total
        case "contribution_share":
            return try EcosystemContribution.share(gross: given("gross"), share: given("share"))
        case "contribution_residual":
            return try EcosystemContribution.residual(
                output: given("output"), intermediate: given("intermediate"), labour: given("labour"),
                capitalUse: given("capital_use"), capitalReturn: given("capital_return"))
        case "water_use_per_person":
            return try WaterUseCheck.perPerson(use: given("use"), population: given("population"))
        case "levy_price":
            let pollutant = LevyPollutant.allCases.first { $0.equivalentKilograms == own.given["equivalent"] }
            return try #require(pollutant).pricePerTonne(rate: given("rate"))
        default: return nil
        }
    }
}
