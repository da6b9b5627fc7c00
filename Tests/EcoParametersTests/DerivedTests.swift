import EcoParameters
import EcoUnits
import Testing

@Suite struct DerivedTests {
    private let specification = SpecDocument([PlantParameters.declaration])

    @Test func findsBlocksAndTables() {
        #expect(specification.groups.map(\.id) == ["plant", "cap"])
        #expect(specification.tables.map(\.id) == ["plant_sources"])
        #expect(specification.ids == ["plant", "cap", "plant_sources"])
    }

    @Test func parametersArePlainData() throws {
        let price = try #require(specification.groups.first?.parameters.first)
        #expect(price.key == "price")
        #expect(price.type.en == "quantity")
        #expect(price.unit == "CNY/t")
        #expect(price.range == LocalizedText(en: "above 0", zh: "大于 0"))
        #expect(price.presence == "required")
        #expect(price.source == "Notice 1")
        #expect(price.status == "published")
        let caps = try #require(specification.groups.first?.parameters.first { $0.key == "caps" })
        #expect(caps.type == LocalizedText(en: "list of block", zh: "参数块列表"))
        #expect(caps.blocks == ["cap"])
    }

    @Test func describesInBothLanguages() throws {
        #expect(
            specification.description(of: "cap", .en) == """
                cap: Cap
                A cap

                  limit  (quantity; t; at least 0; required)
                      limit

                """)
        let chinese = try #require(specification.description(of: "plant", .zh))
        #expect(chinese.hasPrefix("plant: 电厂\n一座电厂\n\n  price  (带单位的数值; CNY/t; 大于 0; 必填)\n      每吨价格\n"))
        #expect(chinese.contains("  share  (数值; 不小于 0 且不大于 1; 默认 80 %)\n"))
        #expect(chinese.contains("      - gross: 产出 gross\n"))
        let table = try #require(specification.description(of: "plant_sources", .en))
        #expect(
            table.hasPrefix(
                "plant_sources: table\nSources\none row per: region\n"
                    + "a value is set by: PATH.region.COLUMN\n\n  region  (region code; required)\n"))
        #expect(table.contains("  load_t  (number with at most 3 decimals; t; optional)\n"))
        #expect(specification.description(of: "nothing", .en) == nil)
    }

    @Test func pagesHoldEveryValue() throws {
        let pages = ReferencePages(specification).all()
        #expect(
            pages.map(\.path) == ["README.md", "blocks/cap.md", "blocks/plant.md", "tables/plant_sources.md"])
        let plant = try #require(pages.first { $0.path == "blocks/plant.md" }?.text)
        #expect(
            plant.contains("| `price` | quantity | CNY/t | above 0 | required | price of a tonne | 每吨价格 |\n"))
        #expect(plant.contains("| `caps` | list of block: [cap](../blocks/cap.md) |"))
        #expect(plant.contains("| `share` | number |   | 0 to 1 | default `80 %` | share kept | 留存比例 |\n"))
        #expect(plant.contains("### `price`\n\nSource / 来源: Notice 1 (published)\n"))
        for parameter in PlantParameters.declaration.parameters {
            #expect(plant.contains("`\(parameter.key)`"))
        }
    }

    /// Blocks of one id in two units are two blocks; equal ones are one.
    @Test func blocksThatDifferHaveNamesOfTheirOwn() throws {
        func text(_ text: String) -> LocalizedText { LocalizedText(en: text, zh: text) }
        func tier(_ unit: Unit) -> GroupDeclaration {
            let limit = Parameter<Double>.quantity("limit", unit: unit, text("limit"))
            return GroupDeclaration(
                id: "tier", title: text("Tier"), meaning: text("A tier"), parameters: [limit.declaration])
        }
        func scheme(_ id: String, _ unit: Unit) -> GroupDeclaration {
            let tiers = ParameterDeclaration(
                key: "tiers", shape: .list(of: .group(tier(unit)), minimumCount: 0), presence: .optional,
                meaning: text("tiers"))
            return GroupDeclaration(id: id, title: text(id), meaning: text(id), parameters: [tiers])
        }
        let different = SpecDocument([scheme("a", .named("t")), scheme("b", .named("km2"))])
        #expect(different.groups.map(\.id) == ["a", "a_tier", "b", "b_tier"])
        #expect(different.groups[0].parameters[0].blocks == ["a_tier"])
        let equal = SpecDocument([scheme("a", .named("t")), scheme("b", .named("t"))])
        #expect(equal.groups.map(\.id) == ["a", "tier", "b"])
        #expect(
            BlockNames([scheme("a", .named("t"))]).group(named: "tier")?.parameters.map(\.key) == ["limit"])
    }

    @Test func schemaMirrorsTheDeclaration() throws {
        let schema = SchemaWriter.schema(of: PlantParameters.declaration)
        let definitions = try #require(schema["$defs"])
        #expect(definitions.keys == ["cap", "input_table", "plant", "plant_partial"])
        // A table is a file, or a file with values over its cells.
        let block = try #require(definitions["input_table"]?["anyOf"])
        guard case .array(let forms) = block else {
            Issue.record("no forms")
            return
        }
        #expect(forms.map { $0["type"]?.text } == ["\"string\"", "\"object\""])
        #expect(forms[1]["properties"]?.keys == ["file", "values"])
        let plant = try #require(definitions["plant"])
        #expect(plant["properties"]?.keys == PlantParameters.declaration.parameters.map(\.key))
        #expect(plant["required"]?.texts == ["price", "count"])
        #expect(plant["additionalProperties"]?.isFalse == true)
        #expect(plant["properties"]?["method"]?["enum"]?.texts == ["net", "gross"])
        let partial = try #require(definitions["plant_partial"])
        #expect(partial["required"] == nil)
        #expect(partial["properties"]?.keys.last == "extends")
    }
}

extension JSON {
    subscript(key: String) -> JSON? {
        if case .object(let members) = self { return members.first { $0.0 == key }?.1 }
        return nil
    }

    var keys: [String] {
        if case .object(let members) = self { return members.map(\.0) }
        return []
    }

    var texts: [String] {
        guard case .array(let elements) = self else { return [] }
        return elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    var isFalse: Bool {
        if case .boolean(false) = self { return true }
        return false
    }
}
