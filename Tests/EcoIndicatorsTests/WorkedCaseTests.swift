import EcoParameters
import Foundation
import Testing

@testable import EcoIndicators

/// The worked cases of each indicator folder, computed by the functions that the account uses.
struct WorkedCaseTests {
    static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/EcoIndicators")

    struct WorkedCase: Sendable {
        let name: String
        let function: String
        let given: [String: Double]
        let expected: Double
        let tolerance: Double
        let because: String
    }

    private static func cases(_ folder: String) throws -> [WorkedCase] {
        let file = sources.appending(path: "\(folder)/\(folder).cases.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        guard case .sequence(let nodes) = SimpleDocument.read(text).content else { return [] }
        return try nodes.map(workedCase)
    }

    private static func workedCase(_ node: DocumentNode) throws -> WorkedCase {
        func text(_ key: String) throws -> String {
            guard case .scalar(let scalar)? = try? entry(node, key)?.content else {
                throw CaseError.missing(key)
            }
            return scalar.text
        }
        func number(_ key: String) throws -> Double { try #require(Double(text(key))) }
        var given: [String: Double] = [:]
        if case .mapping(let entries)? = try entry(node, "given")?.content {
            for entry in entries {
                guard case .scalar(let scalar) = entry.value.content else { continue }
                given[entry.key] = try #require(Double(scalar.text) as Double?)
            }
        }
        return WorkedCase(
            name: try text("case"), function: try text("function"), given: given,
            expected: try number("expect"), tolerance: try number("tolerance"), because: try text("because"))
    }

    private static func entry(_ node: DocumentNode, _ key: String) throws -> DocumentNode? {
        guard case .mapping(let entries) = node.content else { throw CaseError.missing(key) }
        return entries.first { $0.key == key }?.value
    }

    enum CaseError: Error {
        case missing(String)
        case unknownFunction(String)
    }

    @Test(arguments: IndicatorCatalogue.entries.map(\.declaration.id))
    func casesHold(indicator: String) throws {
        let cases = try Self.cases(CatalogueTests.folder(of: indicator))
        #expect(!cases.isEmpty)
        for own in cases {
            let value = try Self.compute(own)
            #expect(
                abs(value - own.expected) <= own.tolerance,
                "\(own.name): \(value) instead of \(own.expected), because \(own.because)")
        }
    }

    private static func compute(_ own: WorkedCase) throws -> Double {
        func given(_ key: String) throws -> Double {
            guard let value = own.given[key] else { throw CaseError.missing("\(own.name): \(key)") }
            return value
        }
        switch own.function {
        case "value": return try Valuation.yuan(quantity: given("quantity"), unitPrice: given("price"))
        case "water_balance_mm":
            return try WaterRetentionKernel.balance(
                given("precipitation"), given("evapotranspiration"), runoff: given("runoff"))
        case "epic_erodibility", "china_corrected_erodibility":
            let epic = try ErosionFactors.epicErodibility(
                sand: given("sand"), silt: given("silt"), clay: given("clay"), carbon: given("carbon"))
            return own.function == "epic_erodibility" ? epic : ErosionFactors.chinaCorrected(epic: epic)
        case "erosivity":
            let months = [Double](repeating: try given("month"), count: 12)
            return ErosionFactors.erosivity(fournierIndex: ErosionFactors.fournierIndex(months))
        case "slope_factor":
            return try ErosionFactors.slopeFactor(
                degrees: given("degrees"), breaks: .percent9And18,
                steepest: ErosionFactors.degrees(slope: 0.55))
        case "length_slope_factor":
            let degrees = try given("degrees")
            let exponent = ErosionFactors.slopeLengthExponent(degrees: degrees, .continuous089)
            return try ErosionFactors.slopeLengthFactor(metres: given("metres"), exponent: exponent)
                * ErosionFactors.slopeFactor(
                    degrees: degrees, breaks: .percent9And18, steepest: ErosionFactors.degrees(slope: 0.55))
        case "slope_length_exponent":
            return try ErosionFactors.slopeLengthExponent(degrees: given("degrees"), .continuous0896)
        case "upslope_length_slope":
            let length = try UpslopeLength(
                form: .invest314, cellSide: given("cell"), longest: given("longest"))
            return try length.lengthSlope(
                tangent: [given("percent") / 100], cells: [given("cells")], aspect: [])[0]
        case "delivery_ratio":
            let delivery = DeliveryRatio(cellSide: 30, greatest: 0.8, midpoint: 0.5, spread: 2)
            return try delivery.ratio(
                upslope: SIMD8(repeating: given("upslope")), path: SIMD8(repeating: given("path")))[0]
        case "cover_factor": return try ErosionFactors.coverFactor(percent: given("percent"))
        case "silt":
            return try SoilParts.silt(
                soil: given("soil"), share: given("share"), density: given("density"))
        case "nutrient_value":
            return try SoilParts.nutrient(soil: given("soil"), content: given("content")) * given("price")
        case "carbon_dioxide_of_dry_matter":
            return try CarbonChemistry.carbonDioxide(
                netPrimaryDryMatter: given("production"), ratio: given("ratio"))
        case "carbon_dioxide_of_carbon": return try CarbonChemistry.carbonDioxide(carbon: given("carbon"))
        case "price_of_carbon_dioxide":
            return try given("carbon_price") / CarbonChemistry.carbonDioxideOfCarbon * given("factor")
        case "removed":
            return try Purification<AirPollutant>.removed(
                emission: given("emission"), capacity: given("capacity"))
        case "uptake_rate":
            let conifers = UptakeTable.gaotianyan2017.rates[.so2]?["evergreen_needleleaf_forest"]
            return try #require(conifers?.tonnesPerSquareKilometre)
        case "unit_value":
            return try Tourism.unitValue(given("value_per_visit"), ecosystemShare: given("ecosystem_share"))
        default:
            guard let value = try landCase(own.function, given) ?? waterCase(own, given) else {
                throw CaseError.unknownFunction(own.function)
            }
            return value
        }
    }
}
