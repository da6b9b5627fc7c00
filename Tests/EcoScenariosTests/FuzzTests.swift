import EcoParameters
import EcoScenarios
import EcoTestSupport
import Testing

@Suite struct FuzzTests {
    /// 2,000 damaged scenarios: each is read or refused, none stops the program, and every finding has its place.
    @Test func damagedScenariosNeverCrash() throws {
        let folder = try TestFolder()
        let sound = Array((MarketParameters.text + "title: &t {en: 'a', zh: \"乙\"}\n# end\n").utf8)
        let fragments = [
            "- ", ": ", "<<: *t\n", "*t", "&x ", "\t", "\n", "[", "{", "}", "\"", "'", "|\n", "!!int ",
            "---\n",
            "year: 1\n", "\u{FEFF}", "010", "? ", "%",
        ].map { Array($0.utf8) }
        var generator = SeededGenerator(seed: 47_534)
        var refused = 0
        for _ in 0..<2_000 {
            var bytes = sound
            for _ in 0..<Int.random(in: 1...5, using: &generator) {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
                case 1:
                    bytes.removeSubrange(
                        index..<min(bytes.count, index + Int.random(in: 1...8, using: &generator)))
                case 2: bytes.insert(contentsOf: fragments.randomElement(using: &generator) ?? [], at: index)
                default: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + 20)], at: index)
                }
            }
            try folder.write("scenario.yaml", bytes)
            do {
                _ = try folder.load()
            } catch let failure as DiagnosticFailure {
                refused += 1
                let isPlaced = failure.diagnostics.allSatisfy {
                    ($0.location?.line ?? 0) > 0 && !$0.message.isEmpty
                }
                #expect(isPlaced && failure.diagnostics.hasErrors)
            }
        }
        // Most random damage must be noticed, or nothing was tested.
        #expect(refused > 1_000)
    }
}
