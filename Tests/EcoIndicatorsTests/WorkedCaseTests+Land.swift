import EcoGrids

@testable import EcoIndicators

extension WorkedCaseTests {
    /// Functions of sand, carbon, climate, culture and the forest sector; nil where the name is none of them.
    static func landCase(_ function: String, _ given: (String) throws -> Double) throws -> Double? {
        func lanes(_ key: String) throws -> SIMD8<Double> { SIMD8(repeating: try given(key)) }
        switch function {
        case "erodible_fraction":
            return try WindErosion.erodibleFraction(
                sand: lanes("sand"), silt: lanes("silt"), clay: lanes("clay"),
                organicMatter: lanes("organic_matter"), calciumCarbonate: lanes("calcium_carbonate"))[0]
        case "soil_crust":
            return try WindErosion.soilCrust(clay: lanes("clay"), organicMatter: lanes("organic_matter"))[7]
        case "sand_cover":
            return try WindErosion.cover(coefficient: lanes("coefficient"), percent: lanes("percent"))[3]
        case "air_density":
            return try WindErosion.airDensity(metres: lanes("metres"), celsius: lanes("celsius"))[0]
        case "sand_loss": return try WindErosion.loss(lanes("x"), distance: given("distance"))[0]
        case "sand_closed_form": return try WindErosion.closedForm(lanes("x"))[0]
        case "wind_of_one_day":
            let factor = try WindErosion.windFactor([given("wind")], days: 1, threshold: given("threshold"))
            let density = try WindErosion.airDensity(metres: lanes("metres"), celsius: lanes("celsius"))[0]
            return factor * density / WindErosion.gravity
        case "covered_area":
            return try SandFixation.coveredArea(
                tonnes: given("tonnes"), density: given("density"), depth: given("depth"))
        default: return try carbonCase(function, given) ?? otherCase(function, given)
        }
    }

    private static func carbonCase(_ function: String, _ given: (String) throws -> Double) throws -> Double? {
        switch function {
        case "carbon_dioxide_of_biomass":
            return try CarbonChemistry.carbonDioxide(
                biomassOpening: given("opening"), closing: given("closing"),
                carbonFraction: given("carbon_fraction"), years: given("years"))
        case "carbon_change_factor":
            return try StockValuation.changeFactor(
                price: given("price"), years: Int(given("years")), discount: given("discount"),
                priceChange: given("price_change"))
        case "carbon_rental": return try StockValuation.rental(price: given("price"), rate: given("rate"))
        case "annuity_due":
            return try StockValuation.annuityDue(rate: given("rate"), years: Int(given("years")))
        case "oxygen_of_carbon_dioxide":
            return try given("carbon_dioxide") * OxygenRelease.oxygenOfCarbonDioxide
        case "oxygen_of_dry_matter":
            return try OxygenRelease.oxygen(dryMatter: given("production"), .dryMatter119)
        default: return nil
        }
    }

    private static func otherCase(_ function: String, _ given: (String) throws -> Double) throws -> Double? {
        switch function {
        case "water_cooling":
            return try ClimateRegulation.waterCooling(
                volume: given("volume"), latentHeat: given("latent_heat"), efficiency: given("efficiency"),
                humidifier: given("humidifier"))
        case "vegetation_cooling", "vegetation_cooling_value":
            let cooling = try ClimateRegulation.vegetationCooling(
                area: given("area"), rate: given("rate"), days: given("days"),
                efficiency: given("efficiency"))
            return function == "vegetation_cooling" ? cooling : try cooling * given("price")
        case "barrier_cost":
            return try NoiseReduction.barrierCost(
                decibels: given("decibels"), perDecibel: given("per_decibel"))
        case "hectares": return try PestControl.hectares(given("area"))
        case "species_price": return try SpeciesPriceTable.lyt1721.price(index: given("index"))
        case "rarity_factor":
            return try SpeciesConservation.rarityFactor(
                endangered: given("endangered"), endemic: given("endemic"), oldTrees: given("old_trees"))
        case "ions_per_hectare":
            return try NegativeAirIons.ionsPerHectare(
                height: given("height"), concentration: given("concentration"), life: given("life"))
        case "bound_nutrient":
            return try NutrientAccumulation.bound(
                productivity: given("productivity"), content: given("content"))
        case "zone_value":
            return try Tourism.zoneValue(
                hours: given("hours"), wage: given("wage"), expense: given("expense"))
        case "substitute_value":
            return try Recreation.substituteValue(given("cost"), ecosystemShare: given("ecosystem_share"))
        case "premium":
            return try LandscapePremium.premium(revenue: given("revenue"), share: given("share"))
        default: return nil
        }
    }
}
