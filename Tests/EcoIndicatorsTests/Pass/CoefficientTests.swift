import EcoAccounts
import EcoGrids
import EcoParameters
import Testing

@testable import EcoIndicators

/// Coefficients by class stand outside the kernels: another one needs no look at a raster, and the account from kept
/// sums is that of a fresh pass.
struct CoefficientTests {
    private func settings(_ store: MemoryStore) -> PassSettings {
        var settings = PassFixture.settings(jobs: 2)
        settings.sums = store
        settings.engine = "1"
        settings.identity = { "content of \($0)" }
        return settings
    }

    private let pools = """
        class,above_t_per_ha,below_t_per_ha,soil_t_per_ha,dead_t_per_ha,source,status
        1,60,15,90,4,field,published
        4,70,18,80,5,field,published
        5,65,16,85,4.5,field,published
        10,2,3,60,0.5,field,published
        12,3,1,55,0,field,published
        13,1,0.5,30,0,field,published
        """
    private let factors = """
        class,cover_factor,practice_factor,status,source
        1,0.03,1,measured,
        4,0.01,1,measured,
        5,0.02,1,measured,
        10,0.1,0.5,measured,
        12,0.2,0.4,measured,
        """

    private var fixture: PassFixture {
        var fixture = PassFixture()
        fixture.account.layerText["land_cover_opening"] = "{file: before}"
        fixture.account.layerText["ndvi"] = nil
        var before = fixture.rasters["land"]?[0] ?? []
        before.append(before.removeFirst())
        fixture.rasters["before"] = [before]
        fixture.account.indicatorText["carbon_storage"] =
            "carbon_pools: pools.csv\nchange: true\nvaluation: none"
        fixture.account.indicatorText["soil_retention"] =
            (fixture.account.indicatorText["soil_retention"] ?? "").split(separator: "\n")
            .filter { !$0.hasPrefix("cover") && !$0.hasPrefix("ndvi") && !$0.hasPrefix("practice") }
            .joined(separator: "\n")
            + "\ncover_factor: class_table\npractice_table: class_table\nfactors: factors.csv"
        fixture.account.tables["pools.csv"] = pools
        fixture.account.tables["factors.csv"] = factors
        fixture.account.extra = "minimum_valid_share: 1 %"
        return fixture
    }

    private func account(_ fixture: PassFixture, _ tables: SufficientTables) throws -> AccountResult {
        try GEPAccounting.account(
            parameters: fixture.account.parameters(), regions: fixture.account.regions, tables: tables)
    }

    /// The account after the change, by what an earlier run kept, and by a fresh pass.
    private func compare(_ change: (inout PassFixture) -> Void) throws {
        let store = MemoryStore()
        let first = try fixture.measure(settings(store))
        var changed = fixture
        change(&changed)
        let opener = try changed.opener()
        let kept = try account(changed, changed.measure(settings(store), opener: opener))
        #expect(opener.counts.isEmpty, "read: \(opener.counts.keys.sorted())")
        let fresh = try account(changed, changed.measure())
        let before = try account(fixture, first)
        #expect(kept.entries.count == fresh.entries.count && kept.components.count == fresh.components.count)
        var moved = 0
        for (own, other) in zip(kept.entries + kept.components, fresh.entries + fresh.components) {
            #expect(own.indicator == other.indicator && own.region == other.region)
            guard let quantity = other.quantity else {
                #expect(own.quantity == nil)
                continue
            }
            #expect(isClose(own.quantity, quantity, within: 1e-12) || quantity == 0, "\(own.indicator)")
        }
        for (own, other) in zip(kept.entries, before.entries) where own.quantity != other.quantity {
            moved += 1
        }
        #expect(moved > 0, "the change changes nothing")
    }

    @Test func anotherTableOfRunoff() throws {
        try compare {
            $0.account.indicatorText["water_retention"] = $0.account.indicatorText["water_retention"]?
                .replacingOccurrences(of: "gong_2017", with: "hj_1173")
                .replacingOccurrences(of: "temperate_steppe", with: "steppe")
        }
    }

    @Test func otherRunoffOfTheScenario() throws {
        try compare {
            $0.account.indicatorText["water_retention"]? += "\nrunoff_coefficients: runoff.csv"
            $0.account.tables["runoff.csv"] =
                "ecosystem,runoff_percent,status,source\ndeciduous_broadleaf_forest,31.7,measured,survey\n"
        }
    }

    @Test func otherCarbonPools() throws {
        try compare {
            $0.account.tables["pools.csv"] = pools.replacingOccurrences(of: "4,70,", with: "4,170.3,")
        }
    }

    @Test(arguments: [("12,0.2,0.4", "12,0.31,0.4"), ("12,0.2,0.4", "12,0.2,0.83")])
    func otherFactorsOfErosion(_ old: String, _ new: String) throws {
        try compare { $0.account.tables["factors.csv"] = factors.replacingOccurrences(of: old, with: new) }
    }

    /// With the coefficients in every cell, as rasters take them, the account is the same.
    @Test func cellsWithCoefficientsGiveTheSameAccount() throws {
        let fixture = fixture
        let set = try IndicatorSet(fixture.account.parameters(), fixture.account.regions)
        let bySums = try account(fixture, fixture.measure())
        let measured = try fixture.measureByCell()
        #expect(measured.indicators["carbon_storage"]?.measures.first == "carbon_closing_t_per_ha")
        #expect(measured.indicators["water_retention"]?.measures.count == 3)
        let byCell = try account(fixture, measured)
        #expect(set.measurements.count { $0.measurement.cellFigures != nil } == 3)
        for (own, other) in zip(bySums.entries + bySums.components, byCell.entries + byCell.components) {
            #expect(own.indicator == other.indicator)
            guard let quantity = other.quantity, quantity != 0 else { continue }
            // Densities of cells are rounded to 2^-40 of their ceiling.
            #expect(isClose(own.quantity, quantity, within: 1e-10), "\(own.indicator)")
        }
    }

    /// The sum with negative cells as zero follows the coefficients cell by cell: it is the one that needs a pass.
    @Test func theClampedSumReadsAgain() throws {
        var always = fixture
        always.account.indicatorText["water_retention"]? += "\nclamped_sum: always"
        let store = MemoryStore()
        _ = try always.measure(settings(store))
        always.account.indicatorText["water_retention"] = always.account.indicatorText["water_retention"]?
            .replacingOccurrences(of: "gong_2017", with: "hj_1173")
            .replacingOccurrences(of: "temperate_steppe", with: "steppe")
        let opener = try always.opener()
        _ = try always.measure(settings(store), opener: opener)
        #expect(Set(opener.counts.keys) == ["land", "rain", "et"])
    }
}

extension PassFixture {
    /// Sums of the figures that are written cell by cell.
    func measureByCell() throws -> SufficientTables {
        let parameters = try account.parameters()
        let set = try IndicatorSet(parameters, account.regions)
        let opener = try opener()
        let stack = try LayerStack(
            set.layers, monthly: set.monthlyLayers, parameters: parameters.layers, opener: opener)
        let zones = try Zones(grid: stack.grid, outlines: outlines)
        let items = set.measurements.map {
            PassPlan.Item(id: $0.id, measurement: $0.measurement.byCell, terrain: nil, outputs: [])
        }
        let settings = PassFixture.settings()
        let plan = PassPlan(stack, zones: zones, items: items, terrain: [], settings: settings)
        let state = try RasterPass(plan, outputs: [], key: nil, opener: opener, settings: settings).run()
            .state
        let inside = zip(zones.regions, zones.insideShare).compactMap { id, share in
            RegionCode(id).map { ($0, share) }
        }
        let tables = items.enumerated().map { index, item in
            (item.id, state.sums.table(index, measures: item.measurement.measures.map(\.id)))
        }
        return SufficientTables(
            extent: state.sums.extentTable,
            indicators: Dictionary(tables, uniquingKeysWith: { first, _ in first }),
            insideShare: Dictionary(inside, uniquingKeysWith: { first, _ in first }), rasters: [],
            warnings: [])
    }
}
