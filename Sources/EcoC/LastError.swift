import Glibc

/// The findings of each thread's last call; they go with the thread.
enum LastError {
    private final class Box {
        var text = ""
    }

    private static let key: pthread_key_t? = {
        var key = pthread_key_t()
        let created = pthread_key_create(&key) { box in
            if let box { Unmanaged<Box>.fromOpaque(box).release() }
        }
        return created == 0 ? key : nil
    }()

    private static var box: Box? {
        guard let key else { return nil }
        if let known = pthread_getspecific(key) {
            return Unmanaged<Box>.fromOpaque(known).takeUnretainedValue()
        }
        let box = Unmanaged.passRetained(Box())
        guard pthread_setspecific(key, box.toOpaque()) == 0 else {
            box.release()
            return nil
        }
        return box.takeUnretainedValue()
    }

    static var text: String {
        get { box?.text ?? "" }
        set { box?.text = newValue }
    }
}
