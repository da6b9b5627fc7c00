import EcoUnits

extension SpecDocument {
    /// Ids of all blocks and tables.
    public var ids: [String] { groups.map(\.id) + tables.map(\.id) }

    /// What `describe ID` prints; `nil` where no block and no table has the id.
    public func description(of id: String, _ language: Language) -> String? {
        let texts =
            groups.filter { $0.id == id }.map { $0.description(language) }
            + tables.filter { $0.id == id }.map { $0.description(language) }
        return texts.isEmpty ? nil : texts.joined(separator: "\n")
    }
}

extension GroupSpec {
    public func description(_ language: Language) -> String {
        let heading = "\(id): \(title(language))\n\(meaning(language))\n"
        return heading + parameters.map { "\n" + $0.description(language) }.joined()
    }
}

extension TableSpec {
    /// How a scenario names a cell: `PATH.project.pollutant.COLUMN`; nil where it does not.
    var cellPath: String? {
        rowNames.isEmpty ? nil : (["PATH"] + rowNames + ["COLUMN"]).joined(separator: ".")
    }

    public func description(_ language: Language) -> String {
        let words = SpecWords(language)
        let unique = uniqueBy.isEmpty ? "" : "\(words.oncePer): \(uniqueBy.joined(separator: ", "))\n"
        let path = cellPath.map { "\(words.cellPath): \($0)\n" } ?? ""
        let heading = "\(id): \(words.table)\n\(meaning(language))\n\(unique)\(path)"
        return heading + columns.map { "\n" + $0.description(language) }.joined()
    }
}

extension ValueSpec {
    /// The key with its facts, and its meaning below.
    func description(_ language: Language) -> String {
        let words = SpecWords(language)
        var facts = [type(language), unit, range(language)].filter { !$0.isEmpty }
        facts.append(presence == "default" ? "\(words.standard) \(defaultText)" : words.presence(presence))
        if !blocks.isEmpty { facts.append("-> \(blocks.joined(separator: ", "))") }
        if !table.isEmpty { facts.append("-> \(table)") }
        var lines = ["  \(key)  (\(facts.joined(separator: "; ")))", "      \(meaning(language))"]
        lines += choices.map { choice in
            let meaning = choice.meaning(language)
            return "      - \(choice.id)" + (meaning.isEmpty ? "" : ": \(meaning)")
        }
        if !source.isEmpty { lines.append("      \(words.source): \(source) [\(status)]") }
        return lines.map { $0 + "\n" }.joined()
    }
}

/// The words of descriptions and reference pages in one language.
struct SpecWords {
    let language: Language

    init(_ language: Language) { self.language = language }

    var table: String { LocalizedText(en: "table", zh: "表")(language) }
    var oncePer: String { LocalizedText(en: "one row per", zh: "每组合一行")(language) }
    var cellPath: String { LocalizedText(en: "a value is set by", zh: "设值路径")(language) }
    var standard: String { LocalizedText(en: "default", zh: "默认")(language) }
    var source: String { LocalizedText(en: "source", zh: "来源")(language) }

    func presence(_ name: String) -> String {
        switch name {
        case "required": LocalizedText(en: "required", zh: "必填")(language)
        case "nullable": LocalizedText(en: "column required, cells may be empty", zh: "列必备，单元格可空")(language)
        default: LocalizedText(en: "optional", zh: "可选")(language)
        }
    }
}

extension ParameterDeclaration {
    /// Meaning, unit, range, choices and default in one line, as a comment over the key.
    public func summary(_ language: Language) -> String { ValueSpec(self, BlockNames([])).summary(language) }
}

extension ColumnDeclaration {
    /// Meaning, unit, range, choices and presence in one line, as a note under the heading.
    public func summary(_ language: Language) -> String {
        ValueSpec(self).summary(language)
    }

    /// Ids of its choices; empty where it is none.
    public var choices: [String] { ValueSpec(self).choices.map(\.id) }
}

extension ValueSpec {
    fileprivate func summary(_ language: Language) -> String {
        let words = SpecWords(language)
        var facts = [unit, range(language), choices.map(\.id).joined(separator: ", ")].filter { !$0.isEmpty }
        switch presence {
        case "default": facts.append("\(words.standard) \(defaultText)")
        case "required": break
        default: facts.append(words.presence(presence))
        }
        let (open, separator, close) = language == .zh ? ("（", "；", "）") : (" (", "; ", ")")
        return facts.isEmpty
            ? meaning(language) : meaning(language) + open + facts.joined(separator: separator) + close
    }
}
