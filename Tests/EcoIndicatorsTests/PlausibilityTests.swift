import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits
import Testing

@testable import EcoIndicators

/// Input that a planner gets wrong: refused with its place, or kept with the result as a warning.
struct PlausibilityTests {
    // MARK: Prices

    @Test func aPriceOfZeroIsRefused() throws {
        var fixture = AccountFixture().only("carbon_fixation", "water_retention", "agricultural_products")
        for (id, old) in [("carbon_fixation", "380 CNY/t"), ("water_retention", "7.06 CNY/m3")] {
            let unit = old.split(separator: " ")[1]
            fixture.indicatorText[id] = fixture.indicatorText[id]?.replacingOccurrences(
                of: old, with: "0 \(unit)")
        }
        fixture.tables["provisioning.csv"] = AccountFixture.tables["provisioning.csv"]?
            .replacingOccurrences(of: "milk,200,t,3600", with: "milk,200,t,0")
        let findings = try fixture.findingsOfBinding()
        #expect(
            findings.count == 3 && findings.allSatisfy { $0.code == "out_of_range" && $0.location != nil })
    }

    // MARK: Counties

    /// The fixture with an official area of the western county, whose outline holds 4.5 km2, and its population.
    private func findings(area: Double?, population: Double? = nil) throws -> (
        errors: [Diagnostic], warnings: [Diagnostic]
    ) {
        let fixture = AccountFixture().only("water_retention")
        let region = RegionCode(AccountFixture.west)!
        let place = SourceLocation(file: "regions.csv", line: 2, column: 1)
        let regions = RegionTable([
            Region(
                code: region, name: LocalizedText(en: "west", zh: "西县"), city: LocalizedText("c"),
                areaSquareKilometres: area, population: population, location: place)
        ])
        do {
            let result = try GEPAccounting.evaluate(
                parameters: fixture.parameters(), regions: regions, outlines: AccountFixture.outlines,
                opener: fixture.opener())
            let checked = try GEPAccounting.check(
                parameters: fixture.parameters(), regions: regions, outlines: AccountFixture.outlines,
                opener: fixture.opener())
            let codes = Set(checked.map(\.code))
            #expect(result.warnings.filter { $0.location == place }.allSatisfy { codes.contains($0.code) })
            return ([], result.warnings)
        } catch let failure as DiagnosticFailure {
            return (failure.diagnostics.filter(\.isError), [])
        }
    }

    @Test(arguments: [
        (45.0, "ten times"), (450, "hectares for km2"), (6_750, "mu for km2"), (0.45, "ten times"),
    ])
    func anAreaInAnotherUnitStopsTheAccount(_ area: Double, _ hint: String) throws {
        let errors = try findings(area: area).errors
        #expect(errors.map(\.code) == ["official_area"])
        #expect(errors.first?.location?.line == 2)
        #expect(errors.first?.hint.contains(hint) == true)
    }

    @Test func anAreaThatIsALittleOffIsKeptWithTheResult() throws {
        #expect(try findings(area: 4.5).warnings.contains { $0.code == "official_area" } == false)
        #expect(try findings(area: 5.5).warnings.contains { $0.code == "official_area" } == false)
        let warning = try findings(area: 8).warnings.first { $0.code == "official_area" }
        #expect(warning?.message.contains("8 km²") == true && warning?.message.contains("4.5 km²") == true)
    }

    @Test func noPeopleNoFigurePerHead() throws {
        let warnings = try findings(area: 4.5, population: 0).warnings
        #expect(warnings.filter { $0.code == "population_zero" }.map(\.location?.line) == [2])
        #expect(
            try findings(area: 4.5, population: 10).warnings.contains { $0.code == "population_zero" }
                == false)
    }

    /// In degrees the area of cells depends on the latitude: 0.1 x 0.1 degrees at 37.5 N hold 98.2 km2.
    @Test func areasInDegreesAreTrueAreas() throws {
        let grid = try Grid(
            originX: 111, originY: 38, cellWidth: 0.1, cellHeight: 0.1, width: 10, height: 10,
            reference: .cgcs2000)
        let ring = [Point(111.2, 37.4), Point(111.3, 37.4), Point(111.3, 37.5), Point(111.2, 37.5)]
        let outline = RegionOutline(id: "140106", polygons: [Polygon(ring)], reference: .cgcs2000)
        func codes(_ area: Double) -> [Diagnostic.Severity] {
            let region = Region(
                code: RegionCode("140106")!, name: LocalizedText("a"), city: LocalizedText("b"),
                areaSquareKilometres: area)
            return RegionPlausibility.areaFindings(RegionTable([region]), [outline], on: grid).map(\.severity)
        }
        #expect(codes(98.2).isEmpty && codes(98.2 * 1.2).isEmpty)
        #expect(codes(98.2 * 1.3) == [.warning] && codes(982) == [.error])
    }

    // MARK: GDP

    private func bridge(_ rows: String, population: Double? = nil) throws -> [Diagnostic] {
        var fixture = AccountFixture().only("tourism")
        fixture.layerText = [:]
        fixture.extra = "geep: {table: geep.csv, damage_method: damage_cost}"
        fixture.tables["geep.csv"] =
            "region,year,item,part,value_wan_yuan,price_year,price_index,status,note\n" + rows
        let regions = RegionTable(
            [AccountFixture.west, AccountFixture.east].map {
                Region(
                    code: RegionCode($0)!, name: LocalizedText($0), city: LocalizedText("c"),
                    population: population)
            })
        return try GEPAccounting.account(
            parameters: fixture.parameters(), regions: regions, tables: .none
        ).warnings
    }

    @Test func gdpOfZeroOrNoneIsSaid() throws {
        let warnings = try bridge("140106,2019,gdp,,0,2019,,published,\n")
        #expect(warnings.first { $0.code == "gdp_zero" }?.location?.line == 2)
        #expect(warnings.first { $0.code == "gdp_missing" }?.message.contains("140107") == true)
    }

    /// 8 billion yuan and 100,000 people are 80,000 yuan a head; the same written in yuan is ten thousand times that.
    @Test func gdpInYuanBesideThousandsOfThem() throws {
        let right = try bridge(
            "140106,2019,gdp,,800000,2019,,published,\n140107,2019,gdp,,800000,2019,,published,\n",
            population: 100_000)
        #expect(!right.contains { $0.code == "implausible_amount" && $0.message.contains("product") })
        let wrong = try bridge(
            "140106,2019,gdp,,8000000000,2019,,published,\n140107,2019,gdp,,80,2019,,published,\n",
            population: 100_000)
        let found = wrong.filter { $0.code == "implausible_amount" && $0.message.contains("product") }
        #expect(found.map(\.location?.line) == [2, 3])
    }

    // MARK: Amounts

    private func products(_ quantities: [Double], prices: [Double]? = nil) throws -> [Diagnostic] {
        var fixture = AccountFixture().only("agricultural_products")
        fixture.layerText = [:]
        let codes = ["140106", "140107", "140108", "140109"]
        fixture.regionCodes = codes
        let rows = codes.indices.map {
            "\(codes[$0]),maize,\(quantities[$0]),t,\(prices?[$0] ?? 1_900),2019,measured,"
        }
        fixture.tables["provisioning.csv"] =
            "region,product,quantity,unit,price_yuan_per_unit,price_year,status,note\n"
            + rows.joined(separator: "\n")
        let regions = RegionTable(
            codes.map {
                Region(
                    code: RegionCode($0)!, name: LocalizedText($0), city: LocalizedText("c"),
                    population: 200_000)
            })
        return try GEPAccounting.account(
            parameters: fixture.parameters(), regions: regions, tables: .none
        ).warnings.filter { $0.code == "implausible_amount" }
    }

    /// 12 万t of maize written as 12 beside a price by the tonne.
    @Test func tenThousandTonnesAmongTonnes() throws {
        #expect(try products([120_000, 90_000, 150_000, 80_000]).isEmpty)
        let one = try products([120_000, 9, 150_000, 80_000])
        #expect(one.contains { $0.location?.line == 3 && $0.message.contains("maize") })
        // All of them alike: only the value by head tells.
        let all = try products([0.012, 0.009, 0.015, 0.008])
        #expect(all.count == 4 && all.allSatisfy { $0.path.hasSuffix("agricultural_products") })
        #expect(try products([12e8, 9e8, 15e8, 8e8]).count == 4)
    }

    @Test func aPriceByTheKilogramAmongPricesByTheTonne() throws {
        let found = try products([12_000, 9_000, 15_000, 8_000], prices: [1_900, 2_000, 1.9, 1_850])
        #expect(found.contains { $0.location?.line == 4 })
    }

    /// N-06: 150.17 亿 m3 of industry water for 1.06 million people are 14,167 m3 a head.
    @Test func waterOfGarzesIndustry() {
        let region = Region(
            code: RegionCode("513300")!, name: LocalizedText("Garze"), city: LocalizedText("c"),
            population: 1.06e6)
        let anchor = ServiceAnchor.all.first { $0.indicator == "water_supply" }
        func finding(_ cubicMetres: Double) -> Diagnostic? {
            anchor?.finding(
                cubicMetres, LocalizedText("water"), LocalizedText("m3"), region, area: nil, path: "")
        }
        #expect(finding(150.17e8)?.message.contains("14200 m3 per head") == true)
        #expect(finding(1.06e6 * 425) == nil)
        #expect(finding(1.06e6 * 425 / 10_000) != nil)
    }

    /// The forests of Shanxi themselves pass; ten thousand times their water does not.
    @Test func waterOfShanxisForests() {
        let region = Region(
            code: RegionCode("140000")!, name: LocalizedText("Shanxi"), city: LocalizedText("c"),
            areaSquareKilometres: 32_100)
        let anchor = ServiceAnchor.all.first { $0.indicator == "water_retention" }
        func isFound(_ cubicMetres: Double) -> Bool {
            anchor?.finding(
                cubicMetres, LocalizedText("w"), LocalizedText("m3"), region, area: 32_100, path: "") != nil
        }
        #expect(!isFound(10.1e9) && !isFound(-1e9) && isFound(10.1e13))
    }

    @Test func rainInTenthsOfAMillimetre() throws {
        var fixture = AccountFixture().only("water_retention")
        #expect(try !fixture.result().warnings.contains { $0.code == "implausible_rain" })
        fixture.rasters["rain"] = [[Double]](repeating: AccountFixture.constant(500), count: 12)
        let warnings = try fixture.result().warnings.filter { $0.code == "implausible_rain" }
        #expect(warnings.count == 2 && warnings.allSatisfy { $0.message.contains("6000 mm") })
    }

    // MARK: Layers

    private func texture(_ sand: [Double], silt: Double = 60, clay: Double = 20) throws -> [Diagnostic] {
        var fixture = AccountFixture().only("soil_retention")
        fixture.indicatorText["soil_retention"] = fixture.indicatorText["soil_retention"]?
            .replacingOccurrences(of: "erodibility: raster", with: "erodibility: epic")
        fixture.layerText["soil_erodibility"] = nil
        for name in ["sand", "silt", "clay", "organic_carbon"] {
            fixture.layerText[name] = "{file: \(name), unit: %}"
        }
        fixture.rasters["sand"] = [sand]
        fixture.rasters["silt"] = [AccountFixture.constant(silt)]
        fixture.rasters["clay"] = [AccountFixture.constant(clay)]
        fixture.rasters["organic_carbon"] = [AccountFixture.constant(0.5)]
        do {
            return try fixture.result().warnings.filter { $0.code == "texture_sum" }
        } catch let failure as DiagnosticFailure {
            return failure.diagnostics
        }
    }

    @Test func texturesAddUpToAHundred() throws {
        #expect(try texture(AccountFixture.constant(20)).isEmpty)
        // Two points are rounding.
        #expect(try texture(AccountFixture.constant(22)).isEmpty)
        #expect(try texture(AccountFixture.constant(18)).isEmpty)
        var one = AccountFixture.constant(20)
        one[7] = 35
        let warning = try texture(one)
        #expect(warning.map(\.severity) == [.warning])
        #expect(warning.first?.message.contains("1 of 9 cells") == true)
        #expect(warning.first?.message.contains("115 % at column 1, row 2") == true)
        // Fractions among percent: no texture at all.
        let error = try texture(AccountFixture.constant(0.2))
        #expect(error.map(\.code) == ["texture_sum"] && error.allSatisfy(\.isError))
        #expect(error.first?.location != nil)
    }

    private func plantWater(_ value: Double, unit: String) throws -> [Diagnostic] {
        var fixture = AccountFixture().only("water_retention")
        fixture.indicatorText["water_yield"] = "seasonality: 12\nclasses: classes.csv"
        fixture.indicatorText["water_retention"] = nil
        fixture.layerText["reference_evapotranspiration"] = "{file: et, unit: mm}"
        fixture.layerText["soil_depth"] = "{file: depth, unit: mm}"
        fixture.layerText["plant_available_water"] =
            unit == "1" ? "{file: paw}" : "{file: paw, unit: \(unit)}"
        fixture.rasters["depth"] = [AccountFixture.constant(1_000)]
        fixture.rasters["paw"] = [AccountFixture.constant(value)]
        fixture.tables["classes.csv"] =
            "class,crop_coefficient,root_depth_mm,vegetated\n"
            + [0, 1, 4, 5, 10, 12, 13].map { "\($0),0.8,800,yes" }.joined(separator: "\n")
        do {
            return try fixture.result().warnings.filter { $0.path.contains("plant_available_water") }
        } catch let failure as DiagnosticFailure {
            return failure.diagnostics
        }
    }

    @Test func plantWaterInPercentOrAsAFraction() throws {
        #expect(try plantWater(0.15, unit: "1").isEmpty && plantWater(15, unit: "%").isEmpty)
        let percent = try plantWater(15, unit: "1")
        #expect(percent.map(\.code) == ["raster_value_implausible"])
        #expect(percent.first?.hint.contains("unit: \"%\"") == true)
        let fraction = try plantWater(0.15, unit: "%")
        #expect(fraction.map(\.code) == ["share_below_percent"] && fraction.allSatisfy { !$0.isError })
    }
}
