import Foundation

/// Sediment delivery straight from the equations, on whole arrays, with no care for speed or memory: what the
/// account's own path is compared with. It shares no code with it, and rounds to
/// single precision what that keeps so.
///
/// Directions are numbered from east counter-clockwise: 0 E, 1 NE, 2 N, 3 NW, 4 W, 5 SW, 6 S, 7 SE.
struct SedimentOracle {
    static let steps = [(1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1)]

    let columns: Int
    let rows: Int
    /// Side of a cell, m.
    let cell: Double
    /// Heights after filling; NaN where missing.
    let filled: [Double]
    /// Eight weights of each cell, whole numbers; all zero where missing. One weight only: one direction.
    let weights: [[Double]]
    let isSingle: Bool
    let threshold: Double
    /// By the guide instead of the program: see `distanceStep`.
    var isGuide = false

    var count: Int { columns * rows }
    func isValid(_ i: Int) -> Bool { !filled[i].isNaN }

    /// The neighbour in a direction; nil off the map or missing.
    func neighbour(_ i: Int, _ k: Int) -> Int? {
        let (x, y) = (i % columns + Self.steps[k].0, i / columns + Self.steps[k].1)
        guard x >= 0, x < columns, y >= 0, y < rows, isValid(y * columns + x) else { return nil }
        return y * columns + x
    }

    // MARK: Slope

    /// Rise over run, with the program's rule for cells beside missing ones.
    var slope: [Double] {
        (0..<count).map { i in
            guard isValid(i) else { return .nan }
            let east = difference(i, [1, 0, 7], [3, 4, 5])
            let south = difference(i, [5, 6, 7], [3, 2, 1])
            return (east * east + south * south).squareRoot() / cell
        }
    }

    /// Mean drop between three neighbours ahead and three behind, weights 1, 2, 1.
    private func difference(_ i: Int, _ ahead: [Int], _ behind: [Int]) -> Double {
        var (sum, weight) = (0.0, 0.0)
        let middle = (neighbour(i, ahead[1]), neighbour(i, behind[1]))
        for line in [0, 2] {
            let (a, b) = (neighbour(i, ahead[line]), neighbour(i, behind[line]))
            if let a, let b {
                (sum, weight) = (sum + filled[a] - filled[b], weight + 2)
            } else if let a, let between = between(i, ahead[line], behind[line]) {
                (sum, weight) = (sum + filled[a] - filled[between], weight + 1)
            } else if let b, let between = between(i, ahead[line], behind[line]) {
                (sum, weight) = (sum + filled[between] - filled[b], weight + 1)
            } else if let a {
                (sum, weight) = (sum + (filled[a] - filled[i]) * 2.0.squareRoot(), weight + 1)
            } else if let b {
                (sum, weight) = (sum + (filled[i] - filled[b]) * 2.0.squareRoot(), weight + 1)
            }
        }
        switch middle {
        case (let a?, let b?): (sum, weight) = (sum + 2 * (filled[a] - filled[b]), weight + 4)
        case (let a?, nil): (sum, weight) = (sum + 2 * (filled[a] - filled[i]), weight + 2)
        case (nil, let b?): (sum, weight) = (sum + 2 * (filled[i] - filled[b]), weight + 2)
        default: break
        }
        return weight == 0 ? 0 : sum / weight
    }

    /// The cell between two corners of one side.
    private func between(_ i: Int, _ a: Int, _ b: Int) -> Int? {
        for k in 0..<8 where k % 2 == 0 {
            let near = { (other: Int) in (other - k + 8) % 8 == 1 || (k - other + 8) % 8 == 1 }
            if near(a), near(b) { return neighbour(i, k) }
        }
        return nil
    }

    // MARK: Flow

    private func share(_ i: Int, _ k: Int) -> Double { weights[i][k] / weights[i].reduce(0, +) }

    /// Cells from the highest down: every cell before the cells that it flows to.
    private var order: [Int] {
        var waiting = [Int](repeating: 0, count: count)
        for i in 0..<count where isValid(i) {
            for k in 0..<8 where weights[i][k] > 0 { if let n = neighbour(i, k) { waiting[n] += 1 } }
        }
        var ready = (0..<count).filter { isValid($0) && waiting[$0] == 0 }
        var next = 0
        while next < ready.count {
            let i = ready[next]
            next += 1
            for k in 0..<8 where weights[i][k] > 0 {
                guard let n = neighbour(i, k) else { continue }
                waiting[n] -= 1
                if waiting[n] == 0 { ready.append(n) }
            }
        }
        return ready
    }

    /// Each cell's own amount and all that flows to it.
    func accumulated(_ own: [Double]) -> [Double] {
        var total = (0..<count).map { isValid($0) ? own[$0] : .nan }
        for i in order {
            for k in 0..<8 where weights[i][k] > 0 {
                if let n = neighbour(i, k) { total[n] += total[i] * share(i, k) }
            }
        }
        return total
    }

    /// Cells of streams, upstream from where flow leaves the map.
    ///
    /// `blockSide`: outlets are looked for block by block, which decides some doubtful cells.
    func streams(_ accumulation: [Double], blockSide: Int = 256) -> [Bool] {
        if isSingle { return accumulation.map { $0 > threshold } }
        var state = [Int](repeating: 0, count: count)
        for i in scan(blockSide) where isValid(i) && state[i] == 0 && accumulation[i] >= threshold {
            guard (0..<8).contains(where: { weights[i][$0] > 0 && neighbour(i, $0) == nil }) else { continue }
            state[i] = 1
            trace(from: i, accumulation, &state)
        }
        return state.map { $0 == 1 }
    }

    private func scan(_ side: Int) -> [Int] {
        (0..<count).sorted { a, b in
            let key = { (i: Int) in [i / columns / side, i % columns / side, i / columns, i % columns] }
            return key(a).lexicographicallyPrecedes(key(b))
        }
    }

    private func trace(from outlet: Int, _ accumulation: [Double], _ state: inout [Int]) {
        var open = [outlet]
        while !open.isEmpty {
            let here = open.removeFirst()
            for k in 0..<8 {
                guard let up = neighbour(here, k), weights[up][(k + 4) % 8] > 0, state[up] == 0 else {
                    continue
                }
                if accumulation[up] >= threshold {
                    state[up] = 1
                    open.append(up)
                    confirm(below: up, &state)
                } else if accumulation[up] >= 0.7 * threshold {
                    state[up] = 2
                    open.append(up)
                }
            }
        }
    }

    private func confirm(below start: Int, _ state: inout [Int]) {
        var back = [start]
        while let here = back.popLast() {
            for k in 0..<8 where weights[here][k] > 0 {
                guard let down = neighbour(here, k), state[down] == 2 else { continue }
                state[down] = 1
                back.append(down)
            }
        }
    }

    // MARK: Erosion

    func lengthSlope(_ slope: Double, _ accumulation: Double, longest: Double) -> Double {
        let (angle, area) = (atan(slope), cell * cell)
        let (s, percent) = (sin(angle), slope * 100)
        let steepness = percent < 9 ? 10.8 * s + 0.03 : 16.8 * s - 0.5
        let beta = (s / 0.0896) / (3 * pow(s, 0.8) + 0.56)
        let m =
            percent <= 1
            ? 0.2 : percent <= 3.5 ? 0.3 : percent <= 5 ? 0.4 : percent <= 9 ? 0.5 : beta / (1 + beta)
        let a = ((accumulation - 1) * area).squareRoot()
        let length =
            (pow(a + area, m + 1) - pow(a, m + 1))
            / (pow(cell, m + 2) * pow(abs(s) + abs(cos(angle)), m) * pow(22.13, m))
        return min(length, longest) * steepness
    }

    /// As the program and the account keep slope, costs, erosion and delivery ratios.
    static func single(_ number: Double) -> Double { Double(Float(number)) }

    /// The step of the downstream path, summed to d_dn.
    ///
    /// The program's has no length; the guide's is the length in metres over cover and slope.
    private func pathStep(_ coverSlope: Double, _ k: Int) -> Double {
        let cost = Self.single(1 / Self.single(coverSlope))
        guard isGuide else { return cost }
        return (k % 2 == 0 ? cell : cell * 2.0.squareRoot()) * cost
    }

    /// SDR of an index of connectivity; the program takes each step in single precision.
    func ratio(_ index: Double) -> Double {
        guard !isGuide else { return Self.single(0.8 / (1 + exp((0.5 - index) / 2))) }
        let power = Float(exp(Double((0.5 - Float(index)) / 2)))
        return Double(0.8 / (1 + power))
    }

    /// d_dn; NaN where no stream is reached.
    func downstream(_ coverSlope: [Double], _ streams: [Bool]) -> [Double] {
        var distance = [Double](repeating: .nan, count: count)
        for i in order.reversed() {
            if streams[i] {
                distance[i] = 0
                continue
            }
            var (sum, weight) = (0.0, 0.0)
            for k in 0..<8 where weights[i][k] > 0 {
                guard let n = neighbour(i, k), !distance[n].isNaN else { continue }
                let step = pathStep(coverSlope[isSingle || isGuide ? i : n], k)
                (sum, weight) = (sum + weights[i][k] * (step + distance[n]), weight + weights[i][k])
            }
            if weight > 0 { distance[i] = sum / weight }
        }
        return distance
    }

    /// Deposition and flux from erosion that starts (`start`) and delivery ratios, both NaN where undefined.
    func deposition(_ start: [Double], _ delivery: [Double]) -> (deposition: [Double], flux: [Double]) {
        var (deposition, flux) = (
            [Double](repeating: .nan, count: count), [Double](repeating: .nan, count: count)
        )
        for i in order where !delivery[i].isNaN {
            var inflow = 0.0
            for k in 0..<8 {
                guard let up = neighbour(i, k), weights[up][(k + 4) % 8] > 0, !flux[up].isNaN else {
                    continue
                }
                // The program rounds shares of inflow to single precision.
                let part = share(up, (k + 4) % 8)
                inflow += flux[up] * (isGuide ? part : Double(Float(part)))
            }
            var below = 0.0
            for k in 0..<8 where weights[i][k] > 0 {
                if let n = neighbour(i, k), !delivery[n].isNaN { below += share(i, k) * delivery[n] }
            }
            below = max(below, delivery[i])
            let settling = delivery[i] == 1 ? 1 : (below - delivery[i]) / (1 - delivery[i])
            deposition[i] = max(0, settling * inflow)
            flux[i] = max(0, (1 - settling) * inflow + start[i])
        }
        return (deposition, flux)
    }
}
