#if canImport(Glibc)
    import Glibc
#endif

/// Lets threads pass one after the other in the order of their numbers, from 0.
final class Turns: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    private var turn = 0

    init() {
        mutex = .allocate(capacity: 1)
        changed = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(mutex)
        changed.deallocate()
        mutex.deallocate()
    }

    func wait(for number: Int) {
        pthread_mutex_lock(mutex)
        while turn != number { pthread_cond_wait(changed, mutex) }
        pthread_mutex_unlock(mutex)
    }

    func advance() {
        pthread_mutex_lock(mutex)
        turn += 1
        pthread_cond_broadcast(changed)
        pthread_mutex_unlock(mutex)
    }
}
