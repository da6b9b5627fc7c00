extension NoiseReduction {
    /// Yuan per kilometre of a barrier that takes off as many decibels.
    static func barrierCost(decibels: Double, perDecibel: Double) -> Double { decibels * perDecibel }
}
