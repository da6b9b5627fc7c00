import CLAPACKE
import Dispatch

/// Right-hand sides that go through a factor together: `count` of them, the values of a step side by side.
struct RightSides {
    let values: UnsafeMutablePointer<Double>
    let count: Int
    /// From the values of one step to those of the next.
    let stride: Int
}

extension SparseCholesky {
    /// Right-hand sides that go through the factor together.
    static let chunk = 256

    /// Replaces the values b (scaled, by step) by L⁻¹ b.
    func forward(_ sides: RightSides) {
        var spare = Spare(analysis.largestBelow * sides.count)
        for node in 0..<analysis.nodes.count {
            forward(sides, node, ownRow: analysis.nodes.first[node], &spare) { Int($0) }
        }
    }

    /// One supernode of the forward pass.
    /// - Parameters:
    ///   - ownRow: where the values of its first step stand.
    ///   - place: where the values of a later step stand.
    @inline(__always)
    func forward(
        _ sides: RightSides, _ node: Int, ownRow: Int, _ spare: inout Spare, place: (Int32) -> Int
    ) {
        let nodes = analysis.nodes
        let (width, below) = (LapackInt(nodes.width(node)), LapackInt(nodes.below(node)))
        let (count, stride) = (LapackInt(sides.count), LapackInt(sides.stride))
        let own = sides.values + ownRow * sides.stride
        withPanel(node) { panel in
            cblas_dtrsm(
                CblasColMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, count, width, 1, panel,
                width + below, own, stride)
            guard below > 0 else { return }
            cblas_dgemm(
                CblasColMajor, CblasNoTrans, CblasTrans, count, below, width, 1, own, stride,
                panel + Int(width), width + below, 0, spare.values, count)
        }
        let start = nodes.rowStart[node]
        for index in 0..<Int(below) {
            let target = sides.values + place(nodes.row[start + index]) * sides.stride
            let source = spare.values + index * sides.count
            for side in 0..<sides.count { target[side] -= source[side] }
        }
    }

    /// Replaces the values b by L⁻ᵀ b.
    func backward(_ sides: RightSides) {
        let nodes = analysis.nodes
        let (count, stride) = (LapackInt(sides.count), LapackInt(sides.stride))
        let spare = Spare(analysis.largestBelow * sides.count)
        for node in (0..<nodes.count).reversed() {
            let (width, below) = (LapackInt(nodes.width(node)), LapackInt(nodes.below(node)))
            let own = sides.values + nodes.first[node] * sides.stride
            let start = nodes.rowStart[node]
            for index in 0..<Int(below) {
                let source = sides.values + Int(nodes.row[start + index]) * sides.stride
                (spare.values + index * sides.count).update(from: source, count: sides.count)
            }
            withPanel(node) { panel in
                if below > 0 {
                    cblas_dgemm(
                        CblasColMajor, CblasNoTrans, CblasNoTrans, count, width, below, -1, spare.values,
                        count, panel + Int(width), width + below, 1, own, stride)
                }
                cblas_dtrsm(
                    CblasColMajor, CblasRight, CblasLower, CblasNoTrans, CblasNonUnit, count, width, 1,
                    panel, width + below, own, stride)
            }
        }
    }

    @inline(__always)
    private func withPanel(_ node: Int, _ body: (UnsafePointer<Double>) -> Void) {
        panels.withUnsafeBufferPointer { panels in
            if let base = panels.baseAddress { body(base + analysis.nodes.panelStart[node]) }
        }
    }
}

/// Room for what a supernode takes from the later steps.
struct Spare: ~Copyable {
    let values: UnsafeMutablePointer<Double>

    init(_ count: Int) { values = .allocate(capacity: max(1, count)) }

    deinit { values.deallocate() }
}

/// Runs a body for each index, on as many threads as allowed; which thread takes which index changes nothing.
func parallel(_ count: Int, workers: Int, _ body: @Sendable (Int) -> Void) {
    guard workers > 1, count > 1 else {
        for index in 0..<count { body(index) }
        return
    }
    let threads = min(workers, count)
    DispatchQueue.concurrentPerform(iterations: threads) { worker in
        for index in stride(from: worker, to: count, by: threads) { body(index) }
    }
}

/// Values that several threads each set once.
final class SharedParts<Value: Sendable>: @unchecked Sendable {
    private let storage: UnsafeMutableBufferPointer<Value?>

    init(count: Int) {
        storage = .allocate(capacity: count)
        storage.initialize(repeating: nil)
    }

    deinit {
        storage.deinitialize()
        storage.deallocate()
    }

    func set(_ index: Int, _ value: Value) { storage[index] = value }

    var values: [Value] { storage.compactMap { $0 } }
}
