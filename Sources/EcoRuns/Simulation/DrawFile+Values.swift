import EcoSimulation

/// The draws of a simulation, read from their file as they are asked for.
struct KeptDraws: DrawValues {
    let file: DrawFile
    let count: Int

    func columns(_ positions: Range<Int>) -> [Double] {
        var columns = [Double](repeating: .nan, count: positions.count * count)
        for draw in 0..<count {
            for (place, value) in file[draw, positions].enumerated() { columns[place * count + draw] = value }
        }
        return columns
    }
}
