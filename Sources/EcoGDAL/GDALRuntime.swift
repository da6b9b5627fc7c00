import CGDAL

#if canImport(Glibc)
    import Glibc
#endif

/// The GDAL library of this process: registered once, silent, one thread for each handle.
public enum GDALRuntime {
    /// Version of the library, such as `3.6.2`.
    public static var version: String { String(cString: GDALVersionInfo("RELEASE_NAME")) }

    /// Registers the drivers on first use and bounds the cache of decoded blocks, unless `GDAL_CACHEMAX` says
    /// how large it may be.
    static let register: Void = {
        if CPLGetConfigOption("GDAL_CACHEMAX", nil) == nil { GDALSetCacheMax64(256 << 20) }
        GDALAllRegister()
    }()

    /// Runs `body` and gives what it returned, the warnings and failures that GDAL raised meanwhile, and
    /// whether a failure was among them.
    ///
    /// The handler belongs to the thread: nothing in `body` may suspend.
    static func capturing<R>(_ body: () -> R) -> (result: R, messages: [String], failed: Bool) {
        _ = register
        let box = MessageBox()
        let pointer = Unmanaged.passUnretained(box).toOpaque()
        CPLPushErrorHandlerEx(MessageBox.handler, pointer)
        CPLErrorReset()
        let result = withExtendedLifetime(box) { body() }
        CPLPopErrorHandler()
        CPLErrorReset()
        return (result, box.messages, box.failed)
    }

    /// What GDAL said, for the end of a message; a later message that repeats an earlier one is left out.
    static func quoted(_ messages: [String]) -> String {
        var seen: [String] = []
        for message in messages where !seen.contains(where: { $0 == message || message.hasSuffix($0) }) {
            seen.append(message)
        }
        return seen.isEmpty ? "" : ": " + seen.prefix(3).joined(separator: "; ")
    }
}

private final class MessageBox {
    var messages: [String] = []
    var failed = false

    static let handler: CPLErrorHandler = { errorClass, _, message in
        guard errorClass.rawValue >= CE_Warning.rawValue, let message, let data = CPLGetErrorHandlerUserData()
        else { return }
        let box = Unmanaged<MessageBox>.fromOpaque(data).takeUnretainedValue()
        box.failed = box.failed || errorClass.rawValue >= CE_Failure.rawValue
        box.messages.append(String(cString: message))
    }
}

/// A list of options in GDAL's form, freed after `body`.
func withOptions<R>(
    _ options: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> R
) -> R {
    var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    for option in options { list = CSLAddString(list, option) }
    defer { CSLDestroy(list) }
    return body(list)
}

/// The text of a C string, empty where there is none.
func text(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
}

/// True where a plain path names nothing; names in GDAL's own forms (`/vsi...`, `NETCDF:...`) are GDAL's to
/// judge.
func isMissing(_ path: String) -> Bool {
    !path.hasPrefix("/vsi") && !path.contains(":") && access(path, F_OK) != 0
}

/// Bytes of a file; nil where there is none.
func fileSize(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
}

/// Path, size and time of change of a plain file; nil where there is none.
func fileVersion(_ path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return "\(path) \(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
}
