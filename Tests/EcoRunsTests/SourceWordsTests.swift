import EcoAir
import EcoCompensation
import EcoParameters
import Testing

@testable import EcoRuns

/// Sources of the air and of schemes in Chinese.
@Suite struct SourceWordsTests {
    private static let declarations =
        [AirParameters.declaration, CompensationParameters.declaration]
        + SchemeCatalogue.families.map(\.declaration)

    /// Every source that a parameter states, at any depth, and every source of a preset.
    private static var sources: Set<String> {
        var found: Set<String> = []
        for declaration in declarations { collect(declaration, into: &found) }
        for preset in SchemeCatalogue.families.flatMap(\.presets) {
            found.formUnion(preset.entries.map(\.source))
        }
        return found.filter { !$0.isEmpty }
    }

    private static func collect(_ group: GroupDeclaration, into found: inout Set<String>) {
        for parameter in group.parameters {
            found.insert(parameter.source)
            collect(parameter.shape, into: &found)
        }
    }

    private static func collect(_ shape: Shape, into found: inout Set<String>) {
        switch shape {
        case .group(let group): collect(group, into: &found)
        case .variant(_, let options): options.forEach { collect($0.group, into: &found) }
        case .list(let element, _): collect(element, into: &found)
        case .map(_, let element): collect(element, into: &found)
        default: break
        }
    }

    @Test func everySourceHasAChineseWording() {
        #expect(Self.sources.count > 80)
        for source in Self.sources {
            let chinese = SourceWords.chinese(source)
            #expect(chinese?.contains { $0 >= "\u{4E00}" && $0 <= "\u{9FFF}" } == true, "\(source)")
        }
    }

    @Test func remarksBehindAReportAreWordedByHalves() {
        #expect(
            SourceWords.chinese("reports on the Henan rule of 2010: by way of the province")
                == "河南省2010年办法相关报道：经省级中转")
        #expect(SourceWords.chinese("a source of the scenario's own") == nil)
    }
}
