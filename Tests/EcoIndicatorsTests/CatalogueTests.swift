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

    /// What `describe` says of layers and rasters is what the indicators of the reference fixtures read and write.
    @Test func declaredLayersAndRastersAreThoseThatTakePart() throws {
        let fixture = AccountFixture()
        let set = try IndicatorSet(fixture.parameters(), fixture.regions)
        for member in set.members {
            let measurement = member.indicator.measurement
            let read = Set((measurement?.layers ?? []) + (measurement?.terrain?.layers ?? []))
            let declared = Set(member.declaration.layers.map(\.role))
            #expect(read.isSubset(of: declared), "\(member.id) reads \(read.subtracting(declared))")
            if member.indicator.isByEcosystem { #expect(declared.contains(.landCover), "\(member.id)") }
            let always = Set(member.declaration.layers.filter(\.choices.isEmpty).map(\.role))
            #expect(always.subtracting([.landCover]).isSubset(of: read), "\(member.id)")
            let written = measurement.map { RasterOutput.all(member.id, $0).map(\.figure) } ?? []
            let figures = Set(member.declaration.figures.map(\.id))
            #expect(Set(written).isSubset(of: figures), "\(member.id) writes \(written)")
        }
    }

    /// A choice that a layer depends on is one that the block takes.
    @Test func conditionsOfLayersAreChoicesOfTheBlock() {
        for entry in IndicatorCatalogue.entries {
            let keys = Set(entry.declaration.parameters.parameters.map(\.key))
            for choice in entry.declaration.layers.flatMap(\.choices) {
                let parts = choice.split(separator: ":").map { $0.drop { $0 == " " } }
                guard
                    let parameter = entry.declaration.parameters.parameters.first(where: {
                        $0.key == String(parts[0])
                    })
                else {
                    Issue.record("\(entry.declaration.id) has no key \(parts[0]): \(keys)")
                    continue
                }
                guard parts.count > 1, case .choice(let options) = parameter.shape else { continue }
                #expect(options.contains { $0.id == String(parts[1]) }, "\(entry.declaration.id): \(choice)")
            }
        }
    }
}
