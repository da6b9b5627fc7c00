import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

@testable import EcoIndicators

/// Nine cells of 1 km2 on a plane in metres, two counties that part the middle column, all layers in memory.
///
/// Classes (IGBP):  4 10 12 / 5 10 13 / 1 0 12. County 140106 holds the first column and half of the second.
struct AccountFixture {
    static let west = "140106"
    static let east = "140107"
    static let union = "140100"

    var pack = "mee_2020"
    var layerText = [
        "land_cover": "{file: land, legend: igbp}",
        "elevation": "{file: elevation, unit: m}",
        "precipitation": "{file: rain, unit: mm}",
        "evapotranspiration": "{file: et, unit: mm}",
        "ndvi": "{file: ndvi}",
        "soil_erodibility": "{file: k, unit: t ha h ha-1 MJ-1 mm-1}",
        "net_primary_production": "{file: npp, unit: g/m2}",
    ]
    var indicatorText = AccountFixture.indicatorBlocks
    var extra = ""
    var year = "2019"
    var priceYear = "2019"
    var tables = AccountFixture.tables
    var rasters = AccountFixture.rasters
    var regionCodes = [west, east]

    static let indicatorBlocks = [
        "water_retention": """
        runoff_table: gong_2017
        runoff_classes: {grassland: temperate_steppe}
        reservoir_cost: {amount: 7.06 CNY/m3, price_year: 2019, status: published}
        """,
        "soil_retention": """
        erosivity: monthly_fournier
        erodibility: raster
        length_slope: fixed_length
        slope_length: 100 m
        slope_length_exponent: classes
        slope_breaks: percent_9_18
        cover_factor: cai_2000
        cover: ndvi
        ndvi_bare: 0.1
        ndvi_full: 0.9
        practice_table: weibei
        practice: {grassland: 1}
        soil_density: 0.93 t/m3
        nitrogen_content: 0.37 %
        phosphorus_content: 0.108 %
        dredging_cost: {amount: 15.58 CNY/m3, price_year: 2019, status: published}
        nitrogen_price: {amount: 875 CNY/t, price_year: 2019, status: published}
        phosphorus_price: {amount: 2800 CNY/t, price_year: 2019, status: published}
        """,
        "carbon_fixation": """
        method: nep
        production_basis: dry_matter
        ratio_table: practitioner
        carbon_price: {amount: 380 CNY/t, price_year: 2019, status: published}
        """,
        "air_purification": """
        emissions: emissions.csv
        uptake_table: gaotianyan_2017
        so2_price: {amount: 1200 CNY/t, price_year: 2019, status: published}
        nox_price: {amount: 630 CNY/t, price_year: 2019, status: published}
        dust_price: {amount: 150 CNY/t, price_year: 2019, status: published}
        """,
        "agricultural_products": "provisioning: provisioning.csv\nbasis: net",
        "tourism": "tourism: tourism.csv\nmethod: value_per_visit",
    ]

    static let tables = [
        "emissions.csv": """
        region,pollutant,emission_t,status,note
        140106,so2,10,measured,
        140106,nox,100,measured,
        140106,dust,3000,measured,
        140107,so2,0,measured,
        140107,nox,0,measured,
        140107,dust,0,measured,
        """,
        "provisioning.csv": """
        region,product,quantity,unit,price_yuan_per_unit,price_year,status,note
        140106,maize,1000,t,1900,2019,measured,
        140106,milk,200,t,3600,2019,measured,
        140107,maize,500,t,1900,2019,measured,
        """,
        "tourism.csv": """
        region,visits,unit,value_yuan_per_visit,ecosystem_share,price_year,status,note
        140106,1.5,万人次,100,0.3,2019,measured,
        140107,2000,visits,100,0.3,2019,measured,
        """,
    ]

    static let classes: [Double] = [4, 10, 12, 5, 10, 13, 1, 0, 12]

    static let rasters: [String: [[Double]]] = [
        "land": [classes],
        // A plane that rises 100 m per kilometre to the east.
        "elevation": [(0..<9).map { Double($0 % 3) * 100 }],
        "rain": [[Double]](repeating: constant(50), count: 12), "et": [constant(450)],
        "ndvi": [constant(0.5)], "k": [constant(0.02552)], "npp": [constant(500)],
    ]

    static func constant(_ value: Double) -> [Double] { [Double](repeating: value, count: 9) }

    static func grid(cell: Double = 1000) throws -> Grid {
        try Grid(
            originX: 0, originY: 3000, cellWidth: cell, cellHeight: cell, width: 3, height: 3,
            reference: .localMetres)
    }

    // MARK: Parts

    var text: String {
        var lines = ["rule_pack: \(pack)", "year: \(year)"]
        if !priceYear.isEmpty { lines.append("price_year: \(priceYear)") }
        if !extra.isEmpty { lines.append(extra) }
        if !layerText.isEmpty { lines.append("layers:") }
        for (key, value) in layerText.sorted(by: { $0.key < $1.key }) { lines.append("  \(key): \(value)") }
        lines.append("indicators:")
        for (key, block) in indicatorText.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(key):")
            lines += block.split(separator: "\n").map { "    \($0)" }
        }
        return lines.joined(separator: "\n")
    }

    func parameters() throws -> AccountsParameters {
        let bound = try Binder.bind(
            SimpleDocument.read(text), to: AccountsParameters.declaration, files: MemoryFiles(tables: tables))
        return AccountsParameters(bound)
    }

    var regions: RegionTable {
        RegionTable(
            regionCodes.compactMap { RegionCode($0) }.map {
                Region(
                    code: $0, name: LocalizedText(en: "county", zh: "县"),
                    city: LocalizedText(en: "city", zh: "市"))
            })
    }

    static let outlines: [RegionOutline] = [
        outline(west, 0, 1500), outline(east, 1500, 3000), outline(union, 0, 3000),
    ]

    static func outline(_ id: String, _ from: Double, _ to: Double) -> RegionOutline {
        let ring = [Point(from, 0), Point(to, 0), Point(to, 3000), Point(from, 3000)]
        return RegionOutline(id: id, polygons: [Polygon(ring)], reference: .localMetres)
    }

    func opener() throws -> MemoryRasterOpener {
        let grid = try Self.grid()
        return MemoryRasterOpener(
            try rasters.sorted { $0.key < $1.key }.map { name, bands in
                try MemoryRaster(name: name, grid: grid, values: bands)
            })
    }

    func result() throws -> AccountResult {
        try GEPAccounting.evaluate(
            parameters: parameters(), regions: regions, outlines: Self.outlines, opener: opener())
    }

    /// The findings that stop the account; empty where it goes through.
    func findings() throws -> [Diagnostic] {
        do {
            _ = try result()
            return []
        } catch let failure as DiagnosticFailure {
            return failure.diagnostics
        }
    }

    /// Only some of the indicators.
    func only(_ ids: String...) -> AccountFixture {
        var fixture = self
        fixture.indicatorText = indicatorText.filter { ids.contains($0.key) }
        return fixture
    }

    /// One raster with some cells replaced.
    func replacing(_ name: String, _ cells: [Int: Double]) -> AccountFixture {
        var fixture = self
        for (index, value) in cells {
            for band in (fixture.rasters[name] ?? []).indices { fixture.rasters[name]?[band][index] = value }
        }
        return fixture
    }
}

extension AccountResult {
    func entry(_ region: String, _ indicator: String, _ type: EcosystemType? = nil) -> AccountEntry? {
        (entries + components).first {
            $0.region == RegionCode(region) && $0.indicator == indicator && $0.ecosystem == type
        }
    }
}

func isClose(_ value: Double?, _ expected: Double, within share: Double = 1e-12) -> Bool {
    guard let value else { return false }
    return abs(value - expected) <= share * max(abs(expected), 1e-300)
}
