import EcoParameters
import EcoScenarios
import EcoUnits
import Testing

@Suite struct CatalogueTests {
    @Test func everyKindOfTheContractIsListed() {
        for kind in ["indicators", "schemes", "standards", "rule_packs", "solvers", "blocks", "tables"] {
            #expect(Catalogue.entries(ofKind: kind)?.isEmpty == false, "\(kind)")
        }
        #expect(Catalogue.entries(ofKind: "plants") == nil)
        #expect(
            Catalogue.entries(ofKind: "standards")?.map(\.id) == [
                "gb3095_2012", "gb3095_2026_transitional", "gb3095_2026_final",
            ])
    }

    @Test func everyIdIsDescribedInBothLanguages() throws {
        for id in Catalogue.allIds {
            for language in Language.allCases {
                let text = try #require(Catalogue.description(of: id, language: language))
                #expect(text.contains(id))
            }
        }
        #expect(Catalogue.description(of: "watermelon", language: .en) == nil)
    }

    @Test func standardsShowTheirLimits() throws {
        // GB 3095-2012, table 1: annual PM2.5 15 and 35 ug/m3, daily CO 4 and 4 mg/m3.
        let text = try #require(Catalogue.description(of: "gb3095_2012", language: .en))
        #expect(text.contains("  pm25 year: 15 / 35 ug/m3\n"))
        #expect(text.contains("  co day: 4 / 4 mg/m3\n"))
    }

    @Test func everyNameHasTextsInBothLanguages() {
        for group in Catalogue.specification.groups {
            #expect(!group.title.en.isEmpty && !group.title.zh.isEmpty, "\(group.id)")
            for value in group.parameters {
                #expect(!value.meaning.en.isEmpty && !value.meaning.zh.isEmpty, "\(group.id).\(value.key)")
            }
        }
        for table in Catalogue.specification.tables {
            for value in table.columns {
                #expect(!value.meaning.en.isEmpty && !value.meaning.zh.isEmpty, "\(table.id).\(value.key)")
            }
        }
    }

    /// Two tables under one id would hide one another in `describe` and the pages; blocks have names of their own.
    @Test func idsNameOneTable() {
        var tables: [String: String] = [:]
        func visit(_ shape: Shape) {
            switch shape {
            case .group(let group): for parameter in group.parameters { visit(parameter.shape) }
            case .list(let element, _), .map(_, let element): visit(element)
            case .variant(_, let options): for option in options { visit(.group(option.group)) }
            case .table(let table):
                let text = SpecDocument([], tables: [table]).tables[0].json.text
                #expect(tables.updateValue(text, forKey: table.id) ?? text == text, "table \(table.id)")
            default: break
            }
        }
        visit(.group(Scenario.declaration))
        #expect(tables.count > 5)
        #expect(tables.count == Catalogue.specification.tables.count)
    }

    @Test func derivedFilesCoverEveryBlockAndTable() {
        let files = DerivedFiles.all()
        let paths = Set(files.map(\.path))
        #expect(paths.count == files.count)
        for group in Catalogue.specification.groups {
            #expect(paths.contains("docs/reference/blocks/\(group.id).md"))
        }
        for table in Catalogue.specification.tables {
            #expect(paths.contains("docs/reference/tables/\(table.id).md"))
        }
        #expect(paths.contains("docs/reference/scenario.schema.json"))
        #expect(files.allSatisfy { $0.text.hasSuffix("\n") })
    }

    @Test func blocksHaveSchemasOfTheirOwn() {
        #expect(Catalogue.schema(of: nil)?.contains("\"scenario_partial\"") == true)
        #expect(Catalogue.schema(of: "quota")?.contains("\"quota_partial\"") == true)
        #expect(Catalogue.schema(of: "watermelon") == nil)
    }
}
