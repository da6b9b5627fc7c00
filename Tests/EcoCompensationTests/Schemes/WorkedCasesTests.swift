import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoUnits
import Foundation
import Testing

/// The kinds of blocks with a folder for each: what the catalogues list and the worked cases cover.
enum BlockKind: String, CaseIterable {
    case schemes = "Schemes"
    case adjusters = "Adjusters"
    case appraisals = "Appraisals"
    case allocations = "Allocations"

    /// The ids in the catalogue.
    var ids: [String] {
        switch self {
        case .schemes: SchemeCatalogue.families.map(\.id)
        case .adjusters: AdjusterCatalogue.adjusters.map { $0.declaration.id }
        case .appraisals: AppraisalCatalogue.appraisals.map { $0.declaration.id }
        case .allocations: AllocationCatalogue.allocations.map { $0.declaration.id }
        }
    }

    var root: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/EcoCompensation/\(rawValue)")
    }

    func folders() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.path).filter { !$0.contains(".") }.sorted()
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
    @Test(arguments: BlockKind.allCases) func everyFolderIsInTheCatalogue(_ kind: BlockKind) throws {
        #expect(try kind.folders().map(BlockKind.snakeCase) == kind.ids.sorted())
    }

    @Test(arguments: BlockKind.allCases) func everyFolderHoldsDeclarationNoteAndCases(
        _ kind: BlockKind
    ) throws {
        for name in try kind.folders() {
            for file in ["\(name).swift", "\(name).md", "\(name).cases.yaml"] {
                let path = kind.root.appending(path: "\(name)/\(file)").path
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
                    let block = parts.count == 3 ? bound.element(of: parts[0], parts[1]) : nil
                    let fields = block?.fields ?? bound.fields
                    #expect(fields[parts[parts.count - 1]] != nil, "\(preset.id): \(entry.path)")
                    #expect(!entry.source.isEmpty, "\(preset.id): \(entry.path) has no source")
                }
            }
        }
    }
}

extension BoundGroup {
    /// The element of a list of variants with this id.
    fileprivate func element(of list: String, _ id: String) -> BoundGroup? {
        guard case .list(let elements)? = fields[list]?.value else { return nil }
        for case .variant(id, let group) in elements.map(\.value) { return group }
        return nil
    }
}

@Suite struct WorkedCasesTests {
    static let cases: [WorkedCase] = BlockKind.allCases.flatMap { kind in
        ((try? kind.folders()) ?? []).flatMap { name in
            let file = "\(name).cases.yaml"
            let text = try? String(contentsOf: kind.root.appending(path: "\(name)/\(file)"), encoding: .utf8)
            return (text.map { PlainYAML.read($0, file: file).elements } ?? []).map {
                WorkedCase(node: $0, block: BlockKind.snakeCase(name))
            }
        }
    }

    @Test func everyBlockHasCases() {
        #expect(Set(Self.cases.map(\.block)) == Set(BlockKind.allCases.flatMap(\.ids)))
        #expect(Self.cases.allSatisfy { ($0.node["because"]?.text.count ?? 0) > 40 })
        // A case without any expectation would check nothing.
        #expect(
            Self.cases.allSatisfy { worked in
                ["transfers", "scores", "allocated"].contains { worked.node[$0] != nil }
            })
    }

    @Test(arguments: cases) func agreesWithItsArithmetic(_ worked: WorkedCase) throws {
        let result = try worked.settle()
        let sums = try worked.sums(of: result.ledger)
        #expect(sums == (try worked.expectedTransfers()))
        for score in try worked.expectedScores() {
            let found = result.scores.first { score.isAbout($0) }
            #expect(found != nil, "no score \(score)")
            #expect(found?.value == score.value)
            if let grade = score.grade { #expect(found?.grade == grade) }
        }
        for part in try worked.expectedAllocated() {
            let found = result.allocated.first { $0.recipient == part.recipient && $0.item == part.item }
            #expect((found?.amount ?? .zero) == part.amount, "\(part)")
        }
    }
}
