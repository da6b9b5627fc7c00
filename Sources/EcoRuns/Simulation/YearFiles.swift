import EcoScenarios
import EcoSimulation
import FoundationEssentials

/// Finished years on a disk, a file each, that give themselves back only to the same inputs and only whole.
struct YearFiles: YearStore {
    private let folder: String
    private let key: String
    let finished: [YearState]

    /// - Parameter key: of inputs and program; years of another key are none.
    init(_ folder: String, key: String) {
        (self.folder, self.key) = (folder, key)
        var years: [YearState] = []
        while let year = Self.year(years.count, folder, key) { years.append(year) }
        finished = years
    }

    /// A year that the disk does not take is computed again by the next run.
    func keep(_ state: YearState) {
        let encoder = PropertyListEncoder()
        // The binary format takes -0 for 0.
        encoder.outputFormat = .xml
        guard let bytes = try? encoder.encode(state) else { return }
        try? RunFolder.makeFolders(folder)
        try? KeyedFile.write(Array(bytes), key: key, to: Self.path(state.index, folder))
    }

    private static func path(_ index: Int, _ folder: String) -> String { "\(folder)/\(index)" }

    private static func year(_ index: Int, _ folder: String, _ key: String) -> YearState? {
        guard case .content(let bytes) = KeyedFile.read(path(index, folder), key: key),
            let state = try? PropertyListDecoder().decode(YearState.self, from: Data(bytes)),
            state.index == index
        else { return nil }
        return state
    }
}
