import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.ecological_energy`.
public struct EcologicalEnergyParameters: ParameterGroup {
    public static let energyTable = TableDeclaration(
        id: "ecological_energy",
        meaning: LocalizedText(
            en: "Energy from ecosystems, a row for each county and carrier", zh: "各县生态能源产量与单价"),
        columns: ProductColumns.declarations, uniqueBy: ["region", "product"])

    static let energy = Parameter<Table>.table(
        "energy", energyTable, LocalizedText(en: "energy by county and carrier", zh: "各县生态能源"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "ecological_energy", title: LocalizedText(en: "ecological energy", zh: "生态能源"),
            meaning: LocalizedText(
                en: "Hydropower, straw, firewood and other energy at market value", zh: "水电、秸秆、薪柴等，市场价值法"),
            parameters: [energy.declaration])
    }

    public let energy: Table

    public init(_ bound: BoundGroup) { energy = bound[Self.energy] }

    var register: [RegisterEntry] {
        PriceLevel.indices(
            of: energy, ProductColumns.index, path: "accounts.indicators.ecological_energy.energy")
    }
}
