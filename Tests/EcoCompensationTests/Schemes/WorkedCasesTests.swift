import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoUnits
import Foundation
import Testing

/// Folders of the families in the sources.
enum SchemeFolders {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/EcoCompensation/Schemes")

    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.path).sorted()
    }

    static func snakeCase(_ name: String) -> String {
        var result = ""
        for character in name {
            if character.isUppercase, !result.isEmpty { result += "_" }
            result += character.lowercased()
        }
        return result
    }
}

@Suite struct SchemeCatalogueTests {
    @Test func everyFolderIsInTheCatalogue() throws {
        let folders = try SchemeFolders.names()
        #expect(!folders.isEmpty)
        #expect(folders.map(SchemeFolders.snakeCase) == SchemeCatalogue.families.map(\.id).sorted())
    }

    @Test func everyFolderHoldsDeclarationNoteAndCases() throws {
        for name in try SchemeFolders.names() {
            for file in ["\(name).swift", "\(name)+Evaluation.swift", "\(name).md", "\(name).cases.yaml"] {
                let path = SchemeFolders.root.appending(path: "\(name)/\(file)").path
                #expect(FileManager.default.fileExists(atPath: path), "\(file) is missing")
            }
        }
    }

    @Test func everyPresetBindsAndEveryEntryIsInForce() throws {
        for family in SchemeCatalogue.families {
            for preset in family.presets {
                let bound = try preset.bound(to: family.declaration)
                for entry in preset.entries {
                    let parts = entry.path.split(separator: ".").map(String.init)
                    let block = bound.indicatorBlocks.first { parts.count == 3 && $0.id == parts[1] }
                    let fields = block?.group.fields ?? bound.fields
                    #expect(fields[parts[parts.count - 1]] != nil, "\(preset.id): \(entry.path)")
                    #expect(!entry.source.isEmpty, "\(preset.id): \(entry.path) has no source")
                }
            }
        }
    }
}

@Suite struct WorkedCasesTests {
    static let cases: [WorkedCase] = {
        let folders = (try? SchemeFolders.names()) ?? []
        return folders.flatMap { name in
            let file = "\(name).cases.yaml"
            let text =
                (try? String(
                    contentsOf: SchemeFolders.root.appending(path: "\(name)/\(file)"), encoding: .utf8))
            return text.map { PlainYAML.read($0, file: file).elements.map(WorkedCase.init) } ?? []
        }
    }()

    @Test func everyFamilyHasCases() {
        let families = Set(Self.cases.compactMap { $0.node["scheme"]?["scheme"]?.text })
        #expect(families == Set(SchemeCatalogue.families.map(\.id)))
        #expect(Self.cases.allSatisfy { ($0.node["because"]?.text.count ?? 0) > 40 })
    }

    @Test(arguments: cases) func agreesWithItsArithmetic(_ worked: WorkedCase) throws {
        let result = try worked.settle()
        let sums = try worked.sums(of: result.ledger)
        #expect(sums == (try worked.expected()))
    }
}

/// A case of a `.cases.yaml` file.
struct WorkedCase: Sendable, CustomTestStringConvertible {
    let node: DocumentNode

    var testDescription: String { node["case"]?.text ?? "" }

    func settle() throws -> SettlementResult {
        let scheme = try #require(node["scheme"])
        let list = DocumentNode(.sequence([scheme]), at: scheme.location)
        var entries = [DocumentNode.Entry(key: "schemes", keyLocation: scheme.location, value: list)]
        let reference = try table(node["reference"])
        if reference != nil {
            let name = DocumentNode(.scalar(.init("reference.csv")), at: scheme.location)
            entries.append(.init(key: "reference", keyLocation: scheme.location, value: name))
        }
        let figures = try rows(node["figures"])
        return try CompensationEvaluation.settle(
            parameters: parameters(
                DocumentNode(.mapping(entries), at: scheme.location),
                files: ["reference.csv": reference ?? ""]),
            indicators: figures.map(\.evaluated), regions: regionTable(figures.map(\.region)))
    }

    private func rows(_ list: DocumentNode?) throws -> [Figure] {
        try (list?.elements ?? []).flatMap { row in
            try row.entries.filter { !["region", "period"].contains($0.key) }.map { entry in
                let indicator = try #require(AssessedIndicator(rawValue: entry.key))
                let region = try #require(Int(row["region"]?.text ?? ""))
                return try figure(region, row["period"]?.text ?? "", indicator, entry.value.text)
            }
        }
    }

    private func table(_ list: DocumentNode?) throws -> String? {
        guard let list else { return nil }
        let lines = try rows(list).map { row in
            "\(row.region),\(row.period),\(row.indicator.rawValue),\(row.value?.text(digits: 6) ?? ""),"
                + row.indicator.unit.symbol
        }
        return (["region,period,pollutant,value,unit"] + lines).joined(separator: "\n")
    }

    struct Flow: Hashable {
        let period: String
        let payer: String
        let payee: String
    }

    /// The ledger's amounts by period, payer and payee, all bases together.
    func sums(of ledger: Ledger) throws -> [Flow: Money] {
        var sums: [Flow: Money] = [:]
        for transfer in ledger.transfers {
            let flow = Flow(
                period: "\(transfer.period)", payer: "\(transfer.payer)", payee: "\(transfer.payee)")
            sums[flow] = try (sums[flow] ?? .zero) + transfer.amount
        }
        return sums
    }

    func expected() throws -> [Flow: Money] {
        let rows = try #require(node["transfers"]).elements
        return try Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let flow = Flow(
                    period: row["period"]?.text ?? "", payer: row["payer"]?.text ?? "",
                    payee: row["payee"]?.text ?? "")
                return (flow, try wanYuan(row["amount"]?.text ?? ""))
            })
    }
}
