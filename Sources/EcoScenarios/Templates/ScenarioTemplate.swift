import EcoParameters
import EcoUnits

/// A scenario to begin from: it runs as it is, and every figure in it asks to be replaced.
public struct ScenarioTemplate: Sendable {
    /// A table with the bureau that keeps its figures.
    public struct InputTable: Sendable {
        /// Its file as the scenario names it.
        public let file: String
        public let bureau: Bureau
        /// CSV.
        public let text: String

        init(_ file: String, _ bureau: Bureau, _ text: String) {
            self.file = file
            self.bureau = bureau
            self.text = text + "\n"
        }

        /// The sheet that holds it: the file's name without its ending.
        public var sheet: String { String(file.prefix { $0 != "." }) }

        /// Its lines as cells, the heading first.
        public var records: [[String]] {
            var scanner = RecordScanner(bytes: Array(text.utf8))
            var records: [[String]] = []
            while let record = scanner.next() { records.append(record.fields.map(\.text)) }
            return records
        }
    }

    public let id: String
    public let title: LocalizedText
    public let meaning: LocalizedText
    /// Blocks of `scenario.yaml` in order.
    let scenario: [String]
    public let tables: [InputTable]
    /// Further files by name, such as rasters as text.
    public let files: [String: String]

    init(
        id: String, title: LocalizedText, meaning: LocalizedText, scenario: [String], tables: [InputTable],
        files: [String: String] = [:]
    ) {
        self.id = id
        self.title = title
        self.meaning = meaning
        self.scenario = scenario
        self.tables = tables
        self.files = files.mapValues { $0 + "\n" }
    }

    /// Where the tables of a new scenario stand.
    public enum TableForm: String, CaseIterable, Sendable {
        /// One workbook for each bureau, one sheet for each table.
        case workbook
        case csv
    }

    /// `scenario.yaml`, with what the declarations say of each key above it.
    public func scenarioText(tables form: TableForm, language: Language) -> String {
        var text = scenario.joined(separator: "\n\n") + "\n"
        if form == .workbook {
            for table in tables {
                text = text.replacing(" \(table.file)", with: " \(table.bureau.workbook)#\(table.sheet)")
            }
        }
        if language == .en { text = text.replacing(Self.languages(.zh, .en), with: Self.languages(.en, .zh)) }
        return heading(language) + "\n" + TemplateComments.commented(text, language: language)
    }

    /// The languages of the report, as the last block of every template lists them.
    static func languages(_ first: Language, _ second: Language) -> String {
        "languages: [\(first.rawValue), \(second.rawValue)]"
    }

    private func heading(_ language: Language) -> String {
        let lines: [String]
        switch language {
        case .en:
            lines = [
                "\(title.en): \(meaning.en).",
                "Every figure is an example. Replace them table by table; `ecocomp check` tells what does not fit,",
                "`ecocomp run` computes, `ecocomp describe KEY` says more of any block.",
            ]
        case .zh:
            lines = [
                "\(title.zh)：\(meaning.zh)。",
                "所有数字均为示例，请逐表替换。ecocomp check 检查输入，ecocomp run 计算，ecocomp describe KEY 查看参数说明。",
            ]
        }
        return lines.map { "# \($0)\n" }.joined()
    }
}

/// Who keeps the figures of a table in a county or city.
public enum Bureau: String, CaseIterable, Sendable {
    case statistics
    case ecology
    case agriculture
    case water

    public var title: LocalizedText {
        switch self {
        case .statistics: LocalizedText(en: "Bureau of statistics", zh: "统计局")
        case .ecology: LocalizedText(en: "Bureau of ecology and environment", zh: "生态环境局")
        case .agriculture: LocalizedText(en: "Bureau of agriculture and rural affairs", zh: "农业农村局")
        case .water: LocalizedText(en: "Bureau of water resources", zh: "水利局")
        }
    }

    /// Name of its workbook.
    public var workbook: String { "\(rawValue).xlsx" }
}
