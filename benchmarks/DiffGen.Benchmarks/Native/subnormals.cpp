// Subnormal numbers as zeros, while a peer runs: what a program does from its start that is linked with -ffast-math. Other builds keep them.
#if defined(__FAST_MATH__) && defined(__SSE2__)
#include <xmmintrin.h>

static const unsigned flush_to_zero = 0x8000, denormals_are_zero = 0x0040;

extern "C" unsigned enter_floating_point_mode()
{
    unsigned before = _mm_getcsr();
    _mm_setcsr(before | flush_to_zero | denormals_are_zero);
    return before;
}

extern "C" void leave_floating_point_mode(unsigned before)
{
    _mm_setcsr(before);
}
#else
extern "C" unsigned enter_floating_point_mode()
{
    return 0;
}

extern "C" void leave_floating_point_mode(unsigned)
{
}
#endif
