import EcoAccounts
import EcoCompensation
import EcoParameters
import EcoQuota
import EcoUnits
import Testing

@testable import EcoSimulation

/// Schemes that read accounts, the market, or sections of rivers, year by year.
@Suite struct SchemeInputTests {
    private func parameters(_ scheme: [String: Any], _ tables: [String: String]) throws
        -> CompensationParameters
    {
        CompensationParameters(
            try Binder.bind(
                node(["schemes": [scheme]]), to: CompensationParameters.declaration,
                files: MemoryFiles(texts: tables)))
    }

    /// A tenth of the water retained, 350 million yuan in the account; each year a square kilometre of cropland of 1
    /// yuan/m2 becomes forest of 5 yuan/m2 that serves in full at once: 4 million more a year. A year is paid by the
    /// account of the year before: 35.0, 35.4, 35.8 million.
    @Test func servicesArePaidByTheAccountOfTheYearBefore() throws {
        func entry(
            _ account: AccountEntry.Account, _ indicator: String, _ type: EcosystemType?, _ quantity: Double?,
            _ yuan: Double?
        ) throws -> AccountEntry {
            AccountEntry(
                region: try #require(RegionCode("140101")), year: 2019, account: account,
                indicator: indicator,
                ecosystem: type, quantity: quantity, unit: .named("km2"), valueYuan: yuan, priceYear: 2019,
                status: .ok, rulePack: "test")
        }
        var inputs = SimulationInputs(regions: try regionTable(["140101", "140102"]), year: 2019)
        inputs.hasAccounts = true
        inputs.accounts = [
            try entry(.extent, "area", .cropland, 100, nil), try entry(.extent, "area", .forest, 50, nil),
            try entry(.regulating, "water_retention", .cropland, nil, 100e6),
            try entry(.regulating, "water_retention", .forest, nil, 250e6),
            try entry(.regulating, "water_retention", nil, nil, 350e6),
            try entry(.total, "gep", nil, nil, 350e6),
        ]
        inputs.compensation = try parameters(
            [
                "scheme": "gep_payment", "id": "water", "template": "spill_over", "theta": 0.1,
                "price_year": 2019,
                "value_source": "accounts", "services": "services.csv",
            ],
            [
                "services.csv":
                    "provider,beneficiary,year,service,price_year\n140101,140102,2019,water_retention,2019\n"
            ])
        let parameters = try block([
            "first_year": 2020, "last_year": 2022, "funds": ["budget": "6000000 CNY", "carry_limit": 0],
            "restoration": [
                "from": "cropland", "to": "forest", "cost": "30000 CNY/hm2", "years_to_full_service": 1,
            ],
        ])
        // The fund gives each of the two counties 3 million yuan; the second has no land, and its part goes back.
        let states = try Simulation(parameters, inputs).states(ofDraw: 0)
        #expect(states.map(\.money.net) == [35_000_000_00, 35_400_000_00, 35_800_000_00].map { [$0, -$0] })
    }

    /// Heze's rule: 2 万元 for each mg/L of COD under 30, 30 万元 for each of ammonia under 1.5. COD is 20 mg/L and halves
    /// with the emission each year: 10, then 5. Ammonia stays at 1: (20 x 2 + 15) = 55, then (25 x 2 + 15) = 65 万元.
    @Test func sectionsFollowTheSimulatedWater() throws {
        var inputs = SimulationInputs(regions: try regionTable(["140101"]), year: 2019)
        inputs.records = QuotaRecords(
            sources: [
                EmissionSource(
                    region: "140101", pollutant: "cod", sector: "industry", baseline: 100, quota: 100)
            ],
            measures: [], zones: [ZoneMembership(region: "140101", zone: "z")], shortfallPenalty: 1_000_000)
        inputs.compensation = try parameters(
            [
                "scheme": "section_linear", "id": "water", "preset": "heze_2014", "sections": "sections.csv",
                "observations": "observations.csv",
            ],
            [
                "sections.csv": "section,region\nbridge,140101\n",
                "observations.csv":
                    "section,period,item,value,unit\nbridge,2019-Q2,cod,20,mg/L\n"
                    + "bridge,2019-Q2,ammonia_nitrogen,1,mg/L\n",
            ])
        let parameters = try block(
            [
                "first_year": 2020, "last_year": 2021, "market": ["abatement": "none"],
                "growth": ["rates": "rates.csv"], "water": ["sections": "modelled.csv"],
            ],
            files: [
                "rates.csv":
                    "region,pollutant,sector,from_year,annual_growth,status,note\n,,,,-0.5,assumed,\n",
                "modelled.csv":
                    "section,region,pollutant,concentration_mg_l,background_mg_l,limit_mg_l,status,note\n"
                    + "bridge,140101,cod,20,0,30,assumed,\n",
            ])
        let states = try Simulation(parameters, inputs).states(ofDraw: 0)
        #expect(states.map { $0.sections } == [[10], [5]])
        #expect(states.map(\.money.net) == [[55_0000_00], [65_0000_00]])
    }

    /// The rent of limits is that of the year's own market: with less quota needed the charge moves, and what is
    /// charged goes back whole.
    @Test func rentsAreThoseOfTheYearsMarket() throws {
        var inputs = try SimulationInputs.example()
        inputs.records?.limitReceptors(to: 0.6)
        // Quota in proportion to emission would give every county back what it is charged.
        inputs.records?.sources[0].quota *= 0.5
        inputs.compensation = try parameters(
            ["scheme": "receptor_rent", "id": "rent", "distribution": "endowment"], [:])
        let simulation = try Simulation(exampleBlock(), inputs)
        for state in simulation.states(ofDraw: 0) {
            let charges = state.market.charges
            #expect(charges.allSatisfy { $0.year == 2019 })
            let net = state.money.net
            #expect(net.reduce(0, +) + state.money.otherFunds + state.money.upperLevel == 0)
            #expect(charges.isEmpty == net.allSatisfy { $0 == 0 })
        }
        #expect(simulation.states(ofDraw: 0).contains { !$0.market.charges.isEmpty })
    }

    @Test func aSchemeWithoutItsBlockIsRefused() throws {
        var inputs = try SimulationInputs.example()
        inputs.records = nil
        inputs.compensation = try parameters(
            ["scheme": "receptor_rent", "id": "rent", "distribution": "endowment"], [:])
        let parameters = try block(["first_year": 2024, "last_year": 2024])
        let findings = Simulation.findings(parameters, inputs).filter(\.isError)
        #expect(findings.map(\.code) == ["missing_value"] && findings.first?.path == "quota")
    }
}
