/// What the runs of a plan add up to, group of base points by group, the results taken less their mean and divided
/// by their deviation.
struct SobolSums {
    /// Every index, as shares of the variance.
    struct Estimate {
        var first: [Double] = []
        var total: [Double] = []
        var second: [[Double]] = []
    }

    private let sample: SaltelliSample
    private let moments: Moments
    let groupCount: Int
    /// Runs of the base point that is being read.
    private var block: [Double] = []
    private var basePoint = 0
    /// Sums of a group side by side: base points, values and squares of A and B, then the terms of the indices.
    private var sums: [Double]
    private let width: Int

    init(_ sample: SaltelliSample, _ moments: Moments, groupCount: Int) {
        (self.sample, self.moments, self.groupCount) = (sample, moments, groupCount)
        let pairs = sample.hasSecondOrder ? sample.dimension * sample.dimension : 0
        width = 3 + 2 * sample.dimension + pairs
        sums = [Double](repeating: 0, count: width * groupCount)
    }

    /// The result of the next run.
    mutating func add(_ result: Double) {
        block.append((result - moments.mean) / moments.populationDeviation)
        guard block.count == sample.blockSize else { return }
        addBlock(to: width * (basePoint * groupCount / sample.baseCount))
        basePoint += 1
        block.removeAll(keepingCapacity: true)
    }

    private mutating func addBlock(to start: Int) {
        let count = sample.dimension
        let (a, b) = (block[0], block[block.count - 1])
        sums[start] += 1
        sums[start + 1] += a + b
        sums[start + 2] += a * a + b * b
        for axis in 0..<count {
            let mixed = block[1 + axis]
            sums[start + 3 + axis] += b * (mixed - a)
            sums[start + 3 + count + axis] += (a - mixed) * (a - mixed)
        }
        guard sample.hasSecondOrder else { return }
        for j in 0..<count {
            for k in 0..<count {
                sums[start + 3 + (2 + j) * count + k] += block[1 + count + j] * block[1 + k] - a * b
            }
        }
    }

    /// Of A and B together.
    func variance(_ groups: [Int]) -> Double { variance(total(groups)) }

    private func variance(_ total: [Double]) -> Double {
        let mean = total[1] / (2 * total[0])
        return total[2] / (2 * total[0]) - mean * mean
    }

    private func total(_ groups: [Int]) -> [Double] {
        var total = [Double](repeating: 0, count: width)
        for group in groups {
            for place in 0..<width { total[place] += sums[group * width + place] }
        }
        return total
    }

    func estimate(_ groups: [Int]) -> Estimate {
        let total = total(groups)
        let (variance, count) = (variance(total), sample.dimension)
        let means = total.dropFirst(3).map { $0 / total[0] / variance }
        var estimate = Estimate()
        estimate.first = Array(means[..<count])
        estimate.total = means[count..<2 * count].map { 0.5 * $0 }
        guard sample.hasSecondOrder else { return estimate }
        estimate.second = (0..<count).map { j in
            (0..<count).map { k in
                means[(2 + j) * count + k] - estimate.first[j] - estimate.first[k]
            }
        }
        return estimate
    }
}
