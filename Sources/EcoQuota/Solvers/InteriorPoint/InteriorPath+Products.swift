import EcoAlgebra

extension InteriorPath {
    /// The sum of the products over a range, in lanes of four.
    @inline(__always)
    private static func dot(
        _ a: UnsafePointer<Double>?, _ b: UnsafePointer<Double>, _ range: Range<Int>
    ) -> Double {
        guard let a else { return 0 }
        var lanes = SIMD4<Double>(repeating: 0)
        var index = range.lowerBound
        while index + 4 <= range.upperBound {
            lanes +=
                UnsafeRawPointer(a + index).loadUnaligned(as: SIMD4<Double>.self)
                * UnsafeRawPointer(b + index).loadUnaligned(as: SIMD4<Double>.self)
            index += 4
        }
        var sum = lanes.sum()
        while index < range.upperBound {
            sum += a[index] * b[index]
            index += 1
        }
        return sum
    }

    /// result = A values, over the columns of the structure and the ambient slacks.
    func product(_ values: Reals, into result: Reals) {
        let singles = structure.singleCount
        structure.singleValue.withUnsafeBufferPointer { coefficient in
            for row in 0..<structure.rowCount {
                result.base[row] = Self.dot(
                    coefficient.baseAddress, values.base,
                    structure.singleStart[row]..<structure.singleStart[row + 1])
            }
        }
        groupScratch.fill(0)
        let hasAmbient = active.count > 0
        let (links, flows, sums) = (links, values.base + singles, result.base)
        let groups = groupScratch.base
        for link in 0..<links.count {
            let value = flows[link]
            for entry in links.entries(link) { sums[Int(links.row[entry])] += links.value[entry] * value }
            if hasAmbient, links.group[link] >= 0 { groups[Int(links.group[link])] += value }
        }
        guard hasAmbient else { return }
        active.loads(of: groupScratch, into: result.base + structure.rowCount)
        for row in 0..<active.count {
            result.base[structure.rowCount + row] += values.base[structure.columnCount + row]
        }
    }

    /// result = Aᵀ values.
    func transposedProduct(_ values: Reals, into result: Reals) {
        let singles = structure.singleCount
        structure.singleValue.withUnsafeBufferPointer { coefficient in
            for row in 0..<structure.rowCount {
                let value = values.base[row]
                for column in structure.singleStart[row]..<structure.singleStart[row + 1] {
                    result.base[column] = coefficient[column] * value
                }
            }
        }
        let hasAmbient = active.count > 0
        if hasAmbient { active.charges(of: values.base + structure.rowCount, into: groupScratch) }
        let (links, prices, groups) = (links, values.base, groupScratch.base)
        let charges = result.base + singles
        for link in 0..<links.count {
            var sum = hasAmbient && links.group[link] >= 0 ? groups[Int(links.group[link])] : 0
            for entry in links.entries(link) { sum += links.value[entry] * prices[Int(links.row[entry])] }
            charges[link] = sum
        }
        for row in 0..<active.count {
            result.base[structure.columnCount + row] = values.base[structure.rowCount + row]
        }
    }
}
