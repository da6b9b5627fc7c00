extension ZonalSums {
    /// The state as bytes for a checkpoint: the same sums always give the same bytes.
    public func encoded() -> [UInt8] {
        var bytes = ByteWriter()
        bytes.write(Self.signature)
        bytes.write(shape)
        bytes.write(keys.count)
        let order = keys.indices.sorted {
            (keys[$0].region, keys[$0].classCode) < (keys[$1].region, keys[$1].classCode)
        }
        for slot in order {
            bytes.write(Int(keys[slot].region))
            bytes.write(Int(keys[slot].classCode))
            bytes.write(areas[slot])
            for measure in resolutions.indices {
                bytes.write(missingAreas[measure][slot])
                let excess = excess[ExcessKey(measure: measure, slot: slot)]
                bytes.write(excess == nil ? 0 : 1)
                guard var exact = excess else {
                    bytes.write(totals[measure][slot])
                    continue
                }
                let exponent = resolutions[measure].exponent + zones.areaExponent
                exact.add(totals[measure][slot], exponent: exponent)
                exact.digits.forEach { bytes.write($0) }
            }
        }
        bytes.writeChecksum()
        return bytes.bytes
    }

    /// Takes up the state that `encoded` gave, over the same zones and measures.
    ///
    /// Throws `checkpoint_invalid` where the bytes are damaged or belong to other zones or measures.
    public init(
        decoding bytes: [UInt8], zones: Zones, resolutions: [SumResolution]
    ) throws(GridError) {
        self.init(zones, resolutions: resolutions)
        guard var reader = ByteReader(checked: bytes), reader.readInt() == Self.signature else {
            throw Self.invalid("the stored sums are damaged or cut short")
        }
        guard reader.readInt() == shape else {
            throw Self.invalid("the stored sums belong to another grid, other regions or other measures")
        }
        let count = reader.readInt() ?? -1
        guard count >= 0, (0..<count).allSatisfy({ _ in readSlot(&reader) }), reader.isAtEnd else {
            throw Self.invalid("the stored sums are damaged")
        }
    }

    private mutating func readSlot(_ reader: inout ByteReader) -> Bool {
        guard let region = reader.readInt(), zones.regions.indices.contains(region),
            let code = reader.readInt().flatMap({ Int32(exactly: $0) }), let area = reader.readInt128()
        else { return false }
        let known = keys.count
        let slot = slot(SlotKey(region: Int32(region), classCode: code))
        guard slot == known else { return false }
        areas[slot] = area
        for measure in resolutions.indices {
            guard let missing = reader.readInt128(), let isExcess = reader.readInt() else { return false }
            missingAreas[measure][slot] = missing
            if isExcess == 0 {
                guard let total = reader.readInt128() else { return false }
                totals[measure][slot] = total
            } else {
                let digits = (0...ExactSum.wordCount).compactMap { _ in reader.readInt() }
                guard let sums = ExactSum(digits: digits) else { return false }
                excess[ExcessKey(measure: measure, slot: slot)] = sums
            }
        }
        return true
    }

    private static let signature = 0x3153_4c41_4e4f_5a45

    /// A hash of what the sums are over: grid, regions, shares of cells and resolutions.
    private var shape: Int {
        var hash = WordHash()
        let grid = zones.grid
        for number in [grid.originX, grid.originY, grid.cellWidth, grid.cellHeight] {
            hash.mix(number.bitPattern)
        }
        for number in [grid.width, grid.height, zones.areaExponent] + resolutions.map(\.exponent) {
            hash.mix(UInt64(bitPattern: Int64(number)))
        }
        for region in zones.regions {
            for byte in region.utf8 { hash.mix(UInt64(byte)) }
            hash.mix(UInt64.max)
        }
        for run in zones.runs {
            hash.mix(UInt64(UInt32(bitPattern: run.row)) << 32 | UInt64(UInt32(bitPattern: run.column)))
            hash.mix(UInt64(UInt32(bitPattern: run.region)) << 32 | UInt64(UInt32(bitPattern: run.length)))
            hash.mix(run.fraction.bitPattern)
        }
        return Int(truncatingIfNeeded: hash.value)
    }

    private static func invalid(_ what: String) -> GridError {
        GridError(
            .checkpointInvalid, what, hint: "remove the checkpoint, and the run starts from the beginning")
    }
}
