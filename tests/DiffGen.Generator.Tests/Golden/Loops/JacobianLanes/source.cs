using System;
using DiffGen;

namespace Golden.Loops;

public static partial class JacobianLanes
{
    // A tangent, or a cotangent, in each lane: what does not depend on it is computed once.
    [Differentiable(Jacobian = true)]
    public static void Springs([Sample(Length = 5)] ReadOnlySpan<double> x, [Sample(Low = 0.5, High = 2)] double stiffness, [Output, Sample(Length = 3)] Span<double> force)
    {
        double tension = 0;
        for (int i = 0; i < force.Length; i++)
        {
            double stretch = x[i + 1] - x[i];
            tension = 0.5 * tension + stiffness * Math.Sinh(stretch);
            force[i] = tension;
        }
    }
}
