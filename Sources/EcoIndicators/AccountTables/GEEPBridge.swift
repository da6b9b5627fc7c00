import EcoAccounts
import EcoParameters
import EcoUnits

/// T9: from GDP to the gross economic-ecological product of a region.
///
/// GEEP = GDP - PDC - EDC + ERS: only regulating services are added, since products and tourism are in GDP
/// already. Source: Wang et al. 2018, doi:10.12062/cpre.20180101; Journal of Environmental Management 2020, 264, 109852.
public struct GEEPRow: Hashable, Sendable {
    /// nil for all regions together.
    public let region: RegionCode?
    /// Yuan at the account's price level; nil where it is missing.
    public let gdp: Double?
    public let pollutionDamage: Double?
    public let ecologicalDamage: Double?
    /// Regulating services without biodiversity, oxygen and pest control.
    public let regulatingServices: Double?
    public let isProvisional: Bool

    /// nil where a part is missing or GDP is 0.
    public var geep: Double? {
        guard let gdp, gdp != 0, let pollutionDamage, let ecologicalDamage, let regulatingServices else {
            return nil
        }
        return GEEP.value(
            gdp: gdp, pollutionDamage: pollutionDamage, ecologicalDamage: ecologicalDamage,
            regulatingServices: regulatingServices)
    }
    public var geepToGDP: Double? { ratio(geep, gdp) }
    public var regulatingShare: Double? { ratio(regulatingServices, geep) }
}

/// The bridge as arithmetic.
public enum GEEP {
    public static func value(
        gdp: Double, pollutionDamage: Double, ecologicalDamage: Double, regulatingServices: Double
    ) -> Double {
        gdp - pollutionDamage - ecologicalDamage + regulatingServices
    }

    /// Regulating services that the bridge leaves out.
    static let leftOut: Set<String> = ["species_conservation", "oxygen_release", "pest_control"]
}

/// Derived figures of a region: what GEP means beside area, people and GDP.
public struct IndexRow: Hashable, Sendable {
    /// nil for all regions together.
    public let region: RegionCode?
    /// Yuan.
    public let total: Double?
    public let totalPerSquareKilometre: Double?
    public let totalPerHead: Double?
    /// GGI = GEP / GDP; nil where GDP is missing or 0.
    public let ggi: Double?
    /// Products and culture over GEP. No realised sales: what a market pays for in part.
    public let marketLinkedShare: Double?
    /// Growth since the opening year at the prices of the closing account, as fractions.
    public let totalGrowth: Double?
    public let gdpGrowth: Double?

    /// (dGEP/GEP) / (dGDP/GDP); nil where GDP did not move.
    public var elasticity: Double? { ratio(totalGrowth, gdpGrowth) }
    public var growthClass: GrowthClass? {
        guard let totalGrowth, let gdpGrowth else { return nil }
        return GrowthClass(total: totalGrowth, gdp: gdpGrowth)
    }
}

/// How GEP and GDP moved together.
public enum GrowthClass: String, CaseIterable, Sendable {
    case bothUp = "both_up"
    case totalUp = "gep_up_gdp_down"
    case totalDown = "gep_down_gdp_up"
    case bothDown = "both_down"

    /// No growth counts as down.
    init(total: Double, gdp: Double) {
        switch (total > 0, gdp > 0) {
        case (true, true): self = .bothUp
        case (true, false): self = .totalUp
        case (false, true): self = .totalDown
        case (false, false): self = .bothDown
        }
    }
}

extension AccountLookup {
    /// T9; empty where the scenario gives no figures.
    func geep(_ figures: GEEPFigures?, year: Int) -> [GEEPRow] {
        guard let figures else { return [] }
        return regionsAndAll.map { region in
            let own = region.map { [$0] } ?? regions.codes
            func yuan(_ item: GEEPItem) -> Double? { sum(own.map { figures.yuan(item, year, $0) }) }
            return GEEPRow(
                region: region, gdp: yuan(.gdp), pollutionDamage: yuan(.pollutionDamage),
                ecologicalDamage: yuan(.ecologicalDamage),
                regulatingServices: account(.regulating, region, without: GEEP.leftOut),
                isProvisional: own.contains { figures.isProvisional(year, $0) })
        }
    }

    func indices(
        _ matrix: [RegionMatrixRow], _ figures: GEEPFigures?, _ change: ChangeAccount?, total: String,
        year: Int
    ) -> [IndexRow] {
        matrix.map { row in
            let own = row.region.map { [$0] } ?? regions.codes
            func gdp(_ year: Int) -> Double? { sum(own.map { figures?.yuan(.gdp, year, $0) }) }
            let growth = change.flatMap { ratio(gdp(year), gdp($0.openingYear)) }.map { $0 - 1 }
            return IndexRow(
                region: row.region, total: row.total,
                totalPerSquareKilometre: row.totalPerSquareKilometre, totalPerHead: row.totalPerHead,
                ggi: ratio(row.total, gdp(year)), marketLinkedShare: row.marketLinkedShare,
                totalGrowth: change?.constantGrowth(total, row.region), gdpGrowth: growth)
        }
    }
}

extension AppliedPack {
    /// The bridge needs a GEP account: what the forest sector adds up is none.
    func geepFindings(at location: SourceLocation, path: String) -> [Diagnostic] {
        guard document.total != .gep else { return [] }
        return [
            Diagnostic(
                code: "geep_needs_gep", at: location, path: "\(path).geep",
                "rule pack \(id) makes no GEP account, so nothing leads from it to GEEP",
                hint: "leave the block out, or choose another rule pack")
        ]
    }
}
