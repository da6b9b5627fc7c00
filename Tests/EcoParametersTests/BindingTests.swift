import EcoParameters
import EcoUnits
import Testing

@Suite struct BindingTests {
    private let price: DocumentNode = .value("20 CNY/t")

    @Test func bindsValuesDefaultsAndAbsence() throws {
        let node = DocumentNode.block(["price": price, "count": .value("3")])
        let bound = try Binder.bind(node, to: PlantParameters.declaration, files: MemoryFiles())
        let plant = PlantParameters(bound)
        #expect(plant.price == 20)
        #expect(plant.count == 3)
        #expect(plant.share == 0.8)
        #expect(plant.active)
        #expect(plant.label == nil)
        #expect(plant.method == .net)
        #expect(plant.caps.isEmpty)
        #expect(bound.fields["share"]?.origin == .defaultValue)
        #expect(bound.fields["count"]?.origin == .file(SourceLocation(file: "p.yaml", line: 2, column: 8)))
    }

    @Test func convertsUnits() throws {
        // 5 万元 a tonne = 50000 CNY/t; 12 fen/kg = 0.12 CNY/kg = 120 CNY/t.
        for (text, expected) in [
            ("5 万元/t", 50_000.0), ("12 fen/kg", 120), ("20 CNY/t", 20), ("1.0e3元/吨", 1_000),
        ] {
            let node = DocumentNode.block([
                "price": .value(text), "count": .value("0"), "active": .value("false"),
            ])
            let bound = try Binder.bind(node, to: PlantParameters.declaration, files: MemoryFiles())
            #expect(PlantParameters(bound).price == expected, "\(text)")
        }
    }

    @Test func bindsListsMapsAndTexts() throws {
        let caps = DocumentNode(
            .sequence([.block(["limit": .value("2 kt")]), .block(["limit": .value("7 t")])]),
            at: SourceLocation(file: "p.yaml", line: 3, column: 1))
        let node = DocumentNode.block([
            "price": price, "count": .value("1"), "caps": caps,
            "floor": .block(["so2": .value("1.8 万元/t")]),
            "title": .block(["en": .value("Plant"), "zh": .value("电厂")]),
        ])
        let plant = PlantParameters(
            try Binder.bind(node, to: PlantParameters.declaration, files: MemoryFiles()))
        #expect(plant.caps == [2_000, 7])
        #expect(plant.floor == ["so2": 18_000])
        #expect(plant.title == LocalizedText(en: "Plant", zh: "电厂"))
    }

    @Test func missingRequiredValue() {
        #expect(
            findings(.block(["price": price])) == [
                "p.yaml:1:1: error: count: the value is missing\n  hint: number of units"
            ])
    }

    @Test func emptyDocumentNamesEveryRequiredValue() {
        #expect(findings(.value("")).count == 2)
    }

    @Test func unknownKey() {
        #expect(
            findings("prise", "1") == [
                "p.yaml:3:1: error: prise: unknown key 'prise'\n  hint: did you mean `price`?"
            ])
    }

    @Test func unknownKeyOfAnotherBlock() {
        #expect(
            findings("limit", "1") == [
                "p.yaml:3:1: error: limit: unknown key 'limit'\n  hint: did you mean `caps.limit`?"
            ])
    }

    @Test func unknownKeyWithoutNeighbour() {
        #expect(
            findings("watermelon", "1") == [
                "p.yaml:3:1: error: watermelon: unknown key 'watermelon'\n"
                    + "  hint: the block takes price, count, share, active, label, county, method, title, caps, "
                    + "floor, sources"
            ])
    }

    @Test func wrongUnit() {
        #expect(
            findings(.block(["price": .value("20 CNY/m3"), "count": .value("1")])) == [
                "p.yaml:1:8: error: price: expected CNY/t, got 'CNY/m3'\n"
                    + "  hint: write it with its unit, such as 20 CNY/t"
            ])
    }

    @Test func missingUnit() {
        #expect(
            findings(.block(["price": .value("20"), "count": .value("1")])) == [
                "p.yaml:1:8: error: price: expected CNY/t, got no unit\n"
                    + "  hint: write it with its unit, such as 20 CNY/t"
            ])
    }

    @Test func unknownUnit() {
        #expect(
            findings(.block(["price": .value("20 CNY/ton"), "count": .value("1")])) == [
                "p.yaml:1:8: error: price: unknown unit 'ton' in '20 CNY/ton'\n"
                    + "  hint: expected CNY/t or a unit that converts to it"
            ])
    }

    @Test func unitWhereNoneBelongs() {
        #expect(
            findings("share", "0.5 t") == [
                "p.yaml:3:8: error: share: expected a bare number, got 't'\n  hint: leave the unit out"
            ])
    }

    @Test func outOfRange() {
        #expect(
            findings("share", "1.2") == [
                "p.yaml:3:8: error: share: 1.2 is out of range\n  hint: allowed: 0 to 1"
            ])
        #expect(
            findings(.block(["price": .value("-5 CNY/t"), "count": .value("11")])) == [
                "p.yaml:1:8: error: price: -5 CNY/t is out of range\n  hint: allowed: above 0 CNY/t",
                "p.yaml:2:8: error: count: 11 is out of range\n  hint: allowed: 0 to 10",
            ])
    }

    @Test func unknownChoice() {
        #expect(
            findings("method", "gros") == [
                "p.yaml:3:9: error: method: 'gros' is not one of net, gross\n  hint: did you mean `gross`?"
            ])
    }

    @Test func wrongShape() {
        let list = DocumentNode(.sequence([]), at: SourceLocation(file: "p.yaml", line: 1, column: 1))
        #expect(
            findings(.block(["price": list, "count": .value("1"), "caps": .value("7")])) == [
                "p.yaml:1:8: error: price: expected a single value, got a list\n  hint: such as 20 CNY/t",
                "p.yaml:3:7: error: caps: expected a list, got a single value\n  hint: begin each element with `- `",
            ])
    }

    @Test func missingTable() {
        #expect(findings("sources", "s.csv") == ["p.yaml:3:10: error: sources: no file 's.csv'"])
    }

    @Test func rulesSeeOnlySoundBlocksAndMayWarn() throws {
        let idle = DocumentNode.block(["price": price, "count": .value("0")])
        let result = Binder.findings(idle, PlantParameters.declaration, files: MemoryFiles())
        #expect(result.group != nil)
        #expect(
            result.diagnostics.map(\.description) == [
                "p.yaml:2:8: warning: count: an active plant has no unit\n  hint: set active: false"
            ])
    }

    /// A completion fills in before the rules look, and the bound tree holds what it filled in.
    @Test func completionComesBeforeTheRules() throws {
        let plain = PlantParameters.declaration
        let idle = BoundField(
            .boolean(false), origin: .override("preset idle"),
            location: SourceLocation(file: "preset idle", line: 1, column: 1))
        let declaration = GroupDeclaration(
            id: plain.id, title: plain.title, meaning: plain.meaning, parameters: plain.parameters,
            completion: .init({ bound in
                let fields = bound.fields.merging(["active": idle]) { $1 }
                return BoundGroup(
                    declaration: bound.declaration, path: bound.path, location: bound.location, fields: fields
                )
            }), rules: plain.rules)
        let node = DocumentNode.block(["price": price, "count": .value("0")])
        let result = Binder.findings(node, declaration, files: MemoryFiles())
        #expect(result.diagnostics.isEmpty)
        #expect(result.group?[PlantParameters.active] == false)
        #expect(result.group?.fields["active"]?.origin == .override("preset idle"))
    }

    @Test func allFindingsAtOnceInReadingOrder() {
        let node = DocumentNode.block([
            "count": .value("many"), "prise": .value("1"), "price": .value("1 kg"), "active": .value("NO"),
        ])
        #expect(
            findings(node).map { $0.split(separator: " ")[0] } == [
                "p.yaml:1:8:", "p.yaml:2:1:", "p.yaml:3:8:", "p.yaml:4:9:",
            ])
    }
}

/// Texts on which YAML readers disagree are never guessed at.
@Suite struct AmbiguousScalarTests {
    @Test func leadingZeroIsNoNumber() {
        #expect(
            findings("share", "010") == [
                "p.yaml:3:8: error: share: expected a number, got '010'\n"
                    + "  hint: a leading zero is octal to some readers: leave it out, or quote a code"
            ])
        #expect(
            findings(.block(["price": .value("20 CNY/t"), "count": .value("010")])) == [
                "p.yaml:2:8: error: count: expected a whole number, got '010'\n"
                    + "  hint: a leading zero is octal to some readers: leave it out, or quote a code"
            ])
    }

    @Test func sexagesimalIsNoNumberAndNoText() {
        #expect(
            findings("share", "12:30") == [
                "p.yaml:3:8: error: share: expected a number, got '12:30'\n  hint: write it as 12.5, without a unit"
            ])
        #expect(
            findings("label", "12:30") == [
                "p.yaml:3:8: error: label: '12:30' without quotes is a number of base 60 to some readers\n"
                    + "  hint: write \"12:30\""
            ])
    }

    @Test func noIsNoTruthValueAndNoText() {
        #expect(
            findings("active", "NO") == [
                "p.yaml:3:9: error: active: expected true or false, got 'NO'\n"
                    + "  hint: YAML readers disagree on yes, no, on and off; write true or false"
            ])
        #expect(
            findings("label", "NO") == [
                "p.yaml:3:8: error: label: 'NO' without quotes is a truth value to some readers\n"
                    + "  hint: write \"NO\""
            ])
        #expect(
            findings("title", "NO") == [
                "p.yaml:3:8: error: title: 'NO' without quotes is a truth value to some readers\n"
                    + "  hint: write \"NO\""
            ])
    }

    @Test func dateWithoutQuotesIsNoText() {
        #expect(
            findings("label", "2019-04-08") == [
                "p.yaml:3:8: error: label: '2019-04-08' without quotes is a date to some readers\n"
                    + "  hint: write \"2019-04-08\""
            ])
    }

    @Test func exponentIsANumber() throws {
        let node = DocumentNode.block(["price": .value("1.0e6 CNY/t"), "count": .value("1.0e1")])
        let plant = PlantParameters(
            try Binder.bind(node, to: PlantParameters.declaration, files: MemoryFiles()))
        #expect(plant.price == 1_000_000)
        #expect(plant.count == 10)
    }

    @Test(arguments: ["NO", "12:30", "2019-04-08", "010", "1_000", "1.0e6"])
    func quotedTextIsText(text: String) {
        #expect(findings("label", text, quoted: true).isEmpty)
        #expect(!findings("label", text).isEmpty)
    }

    @Test(arguments: ["1_000", "0x10", ".5", "5.", "+-1", "1e99", "inf", ".nan", "1,000", "１２"])
    func oddNumbersAreRefused(text: String) {
        #expect(findings("share", text).count == 1)
    }

    @Test func regionCodesAreReadAsWritten() {
        #expect(findings("county", "140122").isEmpty)
        #expect(
            findings("county", "14012") == [
                "p.yaml:3:9: error: county: '14012' is not a region code\n"
                    + "  hint: six digits of GB/T 2260, such as 140122"
            ])
    }
}
