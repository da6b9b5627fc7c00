extension ZonalSums {
    /// The state as bytes for a checkpoint: the same sums always give the same bytes.
    public func encoded() -> [UInt8] {
        var bytes = ByteWriter()
        bytes.add(Self.signature)
        bytes.add(shape)
        bytes.add(keys.count)
        let order = keys.indices.sorted {
            (keys[$0].region, keys[$0].classCode) < (keys[$1].region, keys[$1].classCode)
        }
        for slot in order {
            bytes.add(Int(keys[slot].region))
            bytes.add(Int(keys[slot].classCode))
            bytes.add(areas[slot])
            for measure in resolutions.indices {
                bytes.add(missingAreas[measure][slot])
                let excess = excess[ExcessKey(measure: measure, slot: slot)]
                bytes.add(excess == nil ? 0 : 1)
                guard var exact = excess else {
                    bytes.add(totals[measure][slot])
                    continue
                }
                let exponent = resolutions[measure].exponent + zones.areaExponent
                exact.add(totals[measure][slot], exponent: exponent)
                exact.digits.forEach { bytes.add($0) }
            }
        }
        bytes.addChecksum()
        return bytes.bytes
    }

    /// Takes up the state that `encoded` gave, over the same zones and measures.
    ///
    /// Throws `checkpoint_invalid` where the bytes are damaged or belong to other zones or measures.
    public init(
        decoding bytes: [UInt8], zones: Zones, resolutions: [SumResolution]
    ) throws(GridError) {
        self.init(zones, resolutions: resolutions)
        guard var reader = try? ByteReader(checked: bytes), (try? reader.integer()) == Self.signature else {
            throw Self.invalid("the stored sums are damaged or cut short")
        }
        guard (try? reader.integer()) == shape else {
            throw Self.invalid("the stored sums belong to another grid, other regions or other measures")
        }
        do throws(ByteReader.Damaged) {
            let count = try reader.integer()
            guard count >= 0 else { throw ByteReader.Damaged() }
            for _ in 0..<count { try readSlot(&reader) }
            try reader.end()
        } catch {
            throw Self.invalid("the stored sums are damaged")
        }
    }

    private mutating func readSlot(_ reader: inout ByteReader) throws(ByteReader.Damaged) {
        let region = try reader.integer()
        guard zones.regions.indices.contains(region), let code = Int32(exactly: try reader.integer()) else {
            throw ByteReader.Damaged()
        }
        let known = keys.count
        let slot = slot(SlotKey(region: Int32(region), classCode: code))
        guard slot == known else { throw ByteReader.Damaged() }
        areas[slot] = try reader.wideInteger()
        for measure in resolutions.indices {
            missingAreas[measure][slot] = try reader.wideInteger()
            if try reader.integer() == 0 {
                totals[measure][slot] = try reader.wideInteger()
            } else {
                var digits: [Int] = []
                for _ in 0...ExactSum.wordCount { digits.append(try reader.integer()) }
                guard let sums = ExactSum(digits: digits) else { throw ByteReader.Damaged() }
                excess[ExcessKey(measure: measure, slot: slot)] = sums
            }
        }
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
