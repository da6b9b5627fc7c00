/// The rule packs that scenarios can name. A new pack is one file and one line here.
public enum RulePackCatalogue {
    public static let packs: [RulePack] = [
        .gbt46869, .ndrc2022, .mee2020, .db33t2274, .shandong2022, .gbt38582, .seeaEA2021,
    ]

    public static func pack(_ id: String) -> RulePack? { packs.first { $0.id == id } }
}
