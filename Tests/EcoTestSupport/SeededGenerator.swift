import EcoUnits

/// The generator that tests draw from: that of the engine's own resampling.
public typealias SeededGenerator = SplitMix64
