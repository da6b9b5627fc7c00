/// How a cell's flow leaves it.
public enum FlowMethod: String, Sendable, CaseIterable {
    /// All to the neighbour with the steepest drop (D8): J. F. O'Callaghan and D. M. Mark 1984,
    /// doi:10.1016/S0734-189X(84)80011-0.
    case steepest = "d8"
    /// To all lower neighbours in proportion to slope (MFD), shares kept in 4 bits as InVEST packs them.
    case multiple = "mfd"
}
