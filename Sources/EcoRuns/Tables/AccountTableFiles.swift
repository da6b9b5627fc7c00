import EcoAccounts
import EcoIndicators
import EcoParameters
import EcoUnits

extension RunFile {
    /// The account tables T1 to T6 and T9, drivers, rules and the basis of comparison. In `region`, `all` is all
    /// counties together.
    static func accountTables(_ accounts: AccountResult) -> [RunFile?] {
        let tables = accounts.tables
        let priceYear = tables.basis.priceYear
        return [
            extent(tables.extent), services(tables, priceYear), matrix(tables.matrix), regions(tables),
            drivers(tables.drivers), rules(tables.rules), basis(tables.basis), indices(tables.indices),
        ] + (tables.change.map { [change($0), changeFactors($0)] } ?? [])
            + [geep(tables), published(tables.published)]
    }

    /// `account_extent.csv` (T1).
    private static func extent(_ rows: [ExtentRow]) -> RunFile? {
        guard !rows.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "region", "ecosystem", "area_km2", "share", "official_area_km2", "gap",
        ])
        for row in rows {
            csv.append([
                name(row.region), row.ecosystem?.rawValue, cell(row.area), cell(row.share),
                cell(row.officialArea), cell(row.gap),
            ])
        }
        return RunFile("account_extent.csv", csv.text)
    }

    /// `account_services.csv` (T2 and T3).
    private static func services(_ tables: AccountTables, _ priceYear: Int) -> RunFile {
        let methods = Dictionary(
            tables.methods.map { ($0.indicator, $0) }, uniquingKeysWith: { first, _ in first })
        var csv = CSVText(columns: [
            "region", "account", "indicator", "component", "quantity", "unit", "unit_price_yuan",
            "price_year",
            "value_yuan", "share", "method", "method_zh", "data_years", "status",
        ])
        for row in tables.services {
            let method = row.component == nil ? methods[row.indicator] : nil
            csv.append([
                name(row.region), row.account.rawValue, row.indicator, row.component, cell(row.quantity),
                row.unit.symbol, cell(row.unitPrice), "\(priceYear)", cell(row.yuan), cell(row.share),
                method?.method.en, method?.method.zh, method?.dataYears.joined(separator: " "),
                row.status.rawValue,
            ])
        }
        return RunFile("account_services.csv", csv.text)
    }

    /// `account_matrix.csv` (T4): yuan of a service by ecosystem type; the rows without indicator are the sums.
    private static func matrix(_ rows: [MatrixRow]) -> RunFile {
        var csv = CSVText(
            columns: ["region", "indicator"] + EcosystemType.allCases.map { "\($0.rawValue)_yuan" } + [
                "unallocated_yuan", "total_yuan",
            ])
        for row in rows {
            csv.append(
                [name(row.region), row.indicator] + row.byEcosystem.map(cell) + [
                    cell(row.unallocated), cell(row.total),
                ])
        }
        return RunFile("account_matrix.csv", csv.text)
    }

    /// `account_regions.csv` (T5).
    private static func regions(_ tables: AccountTables) -> RunFile {
        var csv = CSVText(
            columns: [
                "region", "area_km2", "population", "provisioning_yuan", "regulating_yuan", "cultural_yuan",
                "net_imports_yuan", "total_yuan", "total_yuan_per_km2", "total_yuan_per_person",
            ] + tables.indicators.map { "\($0)_yuan" })
        for row in tables.regions {
            csv.append(
                [
                    name(row.region), cell(row.area), cell(row.population), cell(row.provisioning),
                    cell(row.regulating), cell(row.cultural), cell(row.netImports), cell(row.total),
                    cell(row.totalPerSquareKilometre), cell(row.totalPerHead),
                ] + row.services.map(cell))
        }
        return RunFile("account_regions.csv", csv.text)
    }

    /// `account_drivers.csv`: the three prices that move an account most.
    private static func drivers(_ rows: [DriverRow]) -> RunFile {
        var csv = CSVText(columns: [
            "region", "account", "rank", "driver", "value_yuan", "sensitivity", "low_yuan", "high_yuan",
        ])
        for row in rows {
            csv.append([
                name(row.region), row.account, "\(row.rank)", row.driver, cell(row.yuan),
                cell(row.sensitivity),
                cell(row.low), cell(row.high),
            ])
        }
        return RunFile("account_drivers.csv", csv.text)
    }

    /// `account_rules.csv`: the rule pack as this account applied it.
    private static func rules(_ rows: [RuleRow]) -> RunFile {
        var csv = CSVText(columns: [
            "kind", "id", "title_en", "title_zh", "standing", "accounted", "text_en", "text_zh", "source",
            "status",
        ])
        for row in rows {
            csv.append([
                row.kind.rawValue, row.id, row.title.en, row.title.zh, row.standing,
                row.isAccounted.map { $0 ? "yes" : "no" }, row.text.en, row.text.zh, row.source, row.status,
            ])
        }
        return RunFile("account_rules.csv", csv.text)
    }

    /// `account_basis.csv`: what another year's account must share with this one.
    private static func basis(_ basis: AccountBasis) -> RunFile {
        var csv = CSVText(columns: ["key", "value"])
        for line in basis.lines { csv.append([line.key, line.value]) }
        return RunFile("account_basis.csv", csv.text)
    }

    private static func name(_ region: RegionCode?) -> String { region?.description ?? "all" }
}

// MARK: Change, GEEP, print

extension RunFile {
    /// `account_change.csv` (T6).
    private static func change(_ change: ChangeAccount) -> RunFile {
        var csv = CSVText(columns: [
            "region", "id", "unit", "opening_year", "closing_year", "opening_price_year",
            "closing_price_year",
            "opening_quantity", "closing_quantity", "opening_yuan", "closing_yuan",
            "opening_at_closing_prices_yuan", "growth_current", "growth_constant",
            "laspeyres_quantity_yuan", "paasche_price_yuan", "shapley_quantity_yuan", "shapley_price_yuan",
            "lmdi_quantity_yuan", "lmdi_price_yuan", "lmdi_replaced_by_shapley",
        ])
        for row in change.rows {
            let numbers = [
                row.openingQuantity, row.closingQuantity, row.openingYuan, row.closingYuan,
                row.openingAtClosingPrices, row.currentGrowth, row.constantGrowth,
                row.laspeyresPaasche?.quantity,
                row.laspeyresPaasche?.price, row.shapley?.quantity, row.shapley?.price, row.lmdi?.quantity,
                row.lmdi?.price,
            ]
            csv.append(
                [
                    name(row.region), row.id, row.unit?.symbol, "\(change.openingYear)",
                    "\(change.closingYear)",
                    "\(change.openingPriceYear)", "\(change.closingPriceYear)",
                ] + numbers.map(cell) + [row.lmdiIsShapley ? "yes" : "no"])
        }
        return RunFile("account_change.csv", csv.text)
    }

    /// `account_change_factors.csv`: extent, intensity and price of services by ecosystem type (T6).
    private static func changeFactors(_ change: ChangeAccount) -> RunFile? {
        guard !change.factors.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "region", "indicator", "ecosystem", "opening_km2", "closing_km2", "opening_yuan", "closing_yuan",
            "extent_yuan", "intensity_yuan", "price_yuan",
        ])
        for row in change.factors {
            csv.append([
                name(row.region), row.indicator, row.ecosystem.rawValue, cell(row.openingArea),
                cell(row.closingArea), cell(row.openingYuan), cell(row.closingYuan), cell(row.split.extent),
                cell(row.split.intensity), cell(row.split.price),
            ])
        }
        return RunFile("account_change_factors.csv", csv.text)
    }

    /// `account_geep.csv` (T9).
    private static func geep(_ tables: AccountTables) -> RunFile? {
        guard !tables.geep.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "region", "gdp_yuan", "pollution_damage_yuan", "ecological_damage_yuan",
            "regulating_services_yuan",
            "geep_yuan", "geep_to_gdp", "regulating_share", "damage_method", "price_year", "status",
        ])
        for row in tables.geep {
            let status = row.geep == nil ? "incomplete" : row.isProvisional ? "provisional" : "ok"
            csv.append([
                name(row.region), cell(row.gdp), cell(row.pollutionDamage), cell(row.ecologicalDamage),
                cell(row.regulatingServices), cell(row.geep), cell(row.geepToGDP), cell(row.regulatingShare),
                tables.damageMethod?.rawValue, "\(tables.basis.priceYear)", status,
            ])
        }
        return RunFile("account_geep.csv", csv.text)
    }

    /// `account_indices.csv`: GEP beside area, people and GDP.
    private static func indices(_ rows: [IndexRow]) -> RunFile {
        var csv = CSVText(columns: [
            "region", "total_yuan", "total_yuan_per_km2", "total_yuan_per_person", "ggi",
            "market_linked_share",
            "total_growth", "gdp_growth", "elasticity", "class",
        ])
        for row in rows {
            csv.append([
                name(row.region), cell(row.total), cell(row.totalPerSquareKilometre), cell(row.totalPerHead),
                cell(row.ggi), cell(row.marketLinkedShare), cell(row.totalGrowth), cell(row.gdpGrowth),
                cell(row.elasticity), row.growthClass?.rawValue,
            ])
        }
        return RunFile("account_indices.csv", csv.text)
    }

    /// `account_published.csv`: printed figures against their own parts and against this account.
    private static func published(_ checks: [PublishedCheck]) -> RunFile? {
        guard !checks.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "id", "unit", "against", "printed", "recomputed", "difference", "tolerance", "agrees",
            "power_of_ten", "source",
        ])
        for check in checks {
            let comparison = check.comparison
            csv.append([
                check.id, check.unit.symbol, check.against.rawValue, cell(comparison.printed.value),
                cell(comparison.recomputed.value), cell(comparison.difference), cell(comparison.tolerance),
                comparison.agrees ? "yes" : "no", comparison.misplacedPowerOfTen.map { "\($0)" },
                check.source,
            ])
        }
        return RunFile("account_published.csv", csv.text)
    }
}
