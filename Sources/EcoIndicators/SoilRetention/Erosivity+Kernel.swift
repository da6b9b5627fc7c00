import EcoGrids

extension SoilRetentionKernel {
    /// R of a window, by the chosen method.
    func erosivity(_ cells: LayerWindow) -> [Double] {
        switch erosivity {
        case .layer: cells.cells(.rainfallErosivity)
        case .monthlyFournier: Self.monthly(cells.months(.precipitation), cells.window.cellCount)
        case .halfMonthPower: Self.halfMonths(cells.months(.precipitationHalfMonths), cells.window.cellCount)
        case .erosiveDays: Self.erosiveDays(cells.months(.precipitationDaily), cells.window.cellCount)
        }
    }

    static func monthly(_ months: [[Double]], _ count: Int) -> [Double] {
        var (squares, totals) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
        for month in months {
            squares.addLanes(of: month) { $0 * $0 }
            totals.addLanes(of: month) { $0 }
        }
        return squares.mapLanes(with: totals) {
            ErosionFactors.erosivity(fournierIndex: ErosionFactors.fournierIndex(squares: $0, total: $1))
        }
    }

    static func halfMonths(_ halves: [[Double]], _ count: Int) -> [Double] {
        var total = [Double](repeating: 0, count: count)
        for (number, half) in halves.enumerated() {
            let isWarm = ErosionFactors.isWarm(halfMonth: number)
            total.addLanes(of: half) { ErosionFactors.erosivity(halfMonth: $0, isWarm: isWarm) }
        }
        return total
    }

    /// The year's days: a and b follow from the erosive ones; 0 where none is erosive.
    static func erosiveDays(_ days: [[Double]], _ count: Int) -> [Double] {
        let zero = [Double](repeating: 0, count: count)
        var (number, rain, power) = (zero, zero, zero)
        let least = ErosionFactors.erosiveDay
        for day in days {
            number.addLanes(of: day) { ($0 * 0).replacing(with: 1, where: $0 .>= least) }
            rain.addLanes(of: day) { ($0 * 0).replacing(with: $0, where: $0 .>= least) }
        }
        let exponent = rain.mapLanes(with: number) {
            ErosionFactors.dailyExponent(mean: $0 / $1, total: $0)
        }
        for day in days {
            power.addLanes(of: day, with: exponent) { day, exponent in
                let erosive = VectorMath.pow(day.replacing(with: 1, where: .!(day .>= least)), exponent)
                return (day * 0).replacing(with: erosive, where: day .>= least)
            }
        }
        return power.mapLanes(with: exponent) { power, exponent in
            (ErosionFactors.dailyCoefficient(exponent: exponent) * power)
                .replacing(with: 0, where: power .== 0)
        }
    }
}

extension Array<Double> {
    /// A new array made eight cells at a time.
    @inline(__always)
    func mapLanes(_ body: (SIMD8<Double>) -> SIMD8<Double>) -> [Double] {
        let count = self.count
        return withUnsafeBufferPointer { own in
            [Double](unsafeUninitializedCapacity: count) { result, filled in
                filled = count
                guard let own = own.baseAddress, let result = result.baseAddress else { return }
                forEachCellBlock(count) { block in block.store(body(block.load(own)), to: result) }
            }
        }
    }

    /// A new array made of the cells of this and another of the same count.
    @inline(__always)
    func mapLanes(
        with other: [Double], _ body: (SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
    ) -> [Double] {
        var result = self
        result.withUnsafeMutableBufferPointer { result in
            guard let result = result.baseAddress else { return }
            forEachCellBlock(other.count) { block in
                block.store(body(block.load(result), block.load(other)), to: result)
            }
        }
        return result
    }

    /// Adds what `body` makes of another array's cells.
    @inline(__always)
    mutating func addLanes(of other: [Double], _ body: (SIMD8<Double>) -> SIMD8<Double>) {
        withUnsafeMutableBufferPointer { own in
            guard let own = own.baseAddress else { return }
            forEachCellBlock(other.count) { block in
                block.store(block.load(own) + body(block.load(other)), to: own)
            }
        }
    }

    /// Adds what `body` makes of the cells of two other arrays.
    @inline(__always)
    mutating func addLanes(
        of other: [Double], with third: [Double], _ body: (SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
    ) {
        withUnsafeMutableBufferPointer { own in
            guard let own = own.baseAddress else { return }
            forEachCellBlock(other.count) { block in
                block.store(block.load(own) + body(block.load(other), block.load(third)), to: own)
            }
        }
    }
}
