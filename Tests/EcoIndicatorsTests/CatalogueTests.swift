import EcoParameters
import Foundation
import Testing

@testable import EcoIndicators

struct CatalogueTests {
    /// Folders that hold what indicators share.
    static let shared: Set<String> = [
        "AccountTables", "Accounting", "Layers", "Prices", "PublishedFigures", "RulePacks",
    ]

    static func folder(of id: String) -> String {
        id.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    @Test func everyFolderIsInTheCatalogue() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            at: WorkedCaseTests.sources, includingPropertiesForKeys: [.isDirectoryKey]
        ).filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
        let names = Set(folders.map(\.lastPathComponent)).subtracting(Self.shared)
        #expect(names == Set(IndicatorCatalogue.entries.map { Self.folder(of: $0.declaration.id) }))
    }

    @Test(arguments: IndicatorCatalogue.entries.map(\.declaration.id))
    func everyFolderHoldsItsFourFiles(id: String) {
        let folder = Self.folder(of: id)
        for file in ["\(folder).swift", "\(folder)+Kernel.swift", "\(folder).md", "\(folder).cases.yaml"] {
            let path = WorkedCaseTests.sources.appending(path: "\(folder)/\(file)").path
            #expect(FileManager.default.fileExists(atPath: path), "\(folder)/\(file) is missing")
        }
    }

    @Test(arguments: IndicatorCatalogue.entries.map(\.declaration.id))
    func everyMethodNoteHasItsParts(id: String) throws {
        let folder = Self.folder(of: id)
        let file = WorkedCaseTests.sources.appending(path: "\(folder)/\(folder).md")
        let text = try String(contentsOf: file, encoding: .utf8)
        for part in ["Meaning", "Equation", "Source", "Assumptions", "Nodata", "Alternatives"] {
            #expect(text.contains("**\(part).**"), "\(folder).md has no paragraph \(part)")
        }
    }

    @Test func idsAreUniqueAndEveryPackKnowsThem() {
        let ids = IndicatorCatalogue.entries.map(\.declaration.id)
        #expect(Set(ids).count == ids.count)
        for pack in RulePackCatalogue.packs {
            for id in ids { #expect(pack.rule(id) != nil, "\(pack.id) says nothing of \(id)") }
            let listed = pack.indicators.map(\.id)
            #expect(Set(listed).count == listed.count)
            for overlap in pack.overlaps {
                #expect(listed.contains(overlap.first) && listed.contains(overlap.second))
            }
        }
    }

    @Test func aPackThatNobodyHasReadIsProvisional() {
        #expect(RulePack.mee2020.status == .provisional)
        #expect(RunoffTable.hj1173.status == .provisional)
        #expect(RunoffTable.gong2017.status == .published)
    }
}
