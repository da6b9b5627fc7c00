/// The rule packs that scenarios can name. A new pack is one file and one line here.
public enum RulePackCatalogue {
    public static let packs: [RulePack] = [.mee2020]

    public static func pack(_ id: String) -> RulePack? { packs.first { $0.id == id } }
}
