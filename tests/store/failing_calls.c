/* Put in front of the system's own calls: the n-th of those that bring a database's files to the disk fails.

   tfcollab_fail_at(n, number): from now on the n-th call fails with this errno, once, and with `number` 0 none does;
   gives how many calls there were since it was last asked. Only files whose name holds "exams.db" count. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long calls, fails_at;
static int with;

long tfcollab_fail_at(long n, int number) {
    long seen = calls;
    calls = 0;
    fails_at = n;
    with = number;
    return seen;
}

static int fails(int handle) {
    char link[64], name[4096];
    ssize_t length;
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    length = readlink(link, name, sizeof name - 1);
    if (length <= 0) return 0;
    name[length] = 0;
    /* the list of pages is memory that is shared, not what is kept */
    if (!strstr(name, "exams.db") || strstr(name, "-shm")) return 0;
    if (++calls != fails_at || !with) return 0;
    errno = with;
    return 1;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t pwrite(int handle, const void *bytes, size_t count, off_t at) {
    REAL(pwrite);
    return fails(handle) ? -1 : real(handle, bytes, count, at);
}
ssize_t pwrite64(int handle, const void *bytes, size_t count, off64_t at) {
    REAL(pwrite64);
    return fails(handle) ? -1 : real(handle, bytes, count, at);
}
int fsync(int handle) {
    REAL(fsync);
    return fails(handle) ? -1 : real(handle);
}
int fdatasync(int handle) {
    REAL(fdatasync);
    return fails(handle) ? -1 : real(handle);
}
int ftruncate(int handle, off_t length) {
    REAL(ftruncate);
    return fails(handle) ? -1 : real(handle, length);
}
int ftruncate64(int handle, off64_t length) {
    REAL(ftruncate64);
    return fails(handle) ? -1 : real(handle, length);
}
