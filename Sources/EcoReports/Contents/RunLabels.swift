import EcoRuns
import EcoUnits

/// Names of ids in both languages, from `labels.csv`.
struct RunLabels: Sendable {
    enum Kind: String, Sendable {
        case indicator, scheme, pollutant, sector, zone, receptor, ecosystem, standard, fund, statistic,
            account, component, layer, pool, product, topic, basis,
            calculation, measure, project
        case rulePack = "rule_pack"
    }

    private let names: [String: LocalizedText]

    init(_ table: StoredTable?) {
        var names: [String: LocalizedText] = [:]
        for row in table.map({ Array($0.rows) }) ?? [] {
            names["\(row["kind"])/\(row["id"])"] = LocalizedText(en: row["name_en"], zh: row["name_zh"])
        }
        self.names = names
    }

    /// `nil` where the run gives the id no name.
    func known(_ kind: Kind, _ id: String, _ language: Language) -> String? {
        guard let name = names["\(kind.rawValue)/\(id)"] else { return nil }
        return [name(language), name.zh, name.en].first { !$0.isEmpty }
    }

    /// The name; without one the id, underscores as blanks.
    func name(_ kind: Kind, _ id: String, _ language: Language) -> String {
        known(kind, id, language) ?? Self.plain(id)
    }

    private static func plain(_ id: String) -> String { String(id.map { $0 == "_" ? " " : $0 }) }
}
